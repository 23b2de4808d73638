// The whole process once: from a norm text to its outcome and the answers, with four people in four browsers.
// Everything here works without scripts, too, and there by the keyboard alone.
import type { Browser, Locator, Page } from '@playwright/test';
import { axe, expect, shot, signIn, test, type Plenary } from './support/plenary.ts';

const TEXT = `# Norms for the care of shared wells

Whoever draws water depends on those who drew before.

## 1. Keeping the water clean

> Users should not foul a shared well, nor let others do so.

This holds in dry years above all.

## 2. Telling others

> Who finds a well fouled should tell all who draw from it.
`;

const REVISED = TEXT.replace('nor let others do so.', 'nor let others do so, and should cover it at night.').replace(
  'This holds in dry years above all.\n\n',
  '',
);

const HERE = '/consultations/wells';

/** Somebody with a browser of their own, signed in. */
async function person(browser: Browser, plenary: Plenary, email: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: plenary.url,
    locale: 'en',
    javaScriptEnabled: scripts(),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, plenary, email);
  return page;
}

/** Looks at the page as it stands: a picture for people, axe for what pictures do not show. */
async function look(page: Page, name: string): Promise<void> {
  await axe(page);
  await shot(page, `story-${name}`);
  // axe looks at a copy where scripts are off; a page in the background is not drawn, and cannot be clicked.
  await page.bringToFront();
}

/** Opens a page in front of the others. */
async function open(page: Page, path: string): Promise<number | undefined> {
  await page.bringToFront();
  return (await page.goto(path))?.status();
}

const scripts = (): boolean => test.info().project.use.javaScriptEnabled ?? true;

/** Presses a button or follows a link: with the mouse, and where scripts are off with the keyboard alone. */
async function press(target: Locator): Promise<void> {
  if (scripts()) return target.click();
  const page = target.page();
  const left = page.waitForEvent('load');
  await target.focus();
  await target.press('Enter');
  await left;
}

/** Ticks a box or chooses one of several, in the same ways. */
async function tick(target: Locator): Promise<void> {
  if (scripts()) return target.check();
  await target.focus();
  await target.press('Space');
  await expect(target).toBeChecked();
}

const act = (page: Page, value: string): Locator => page.locator(`button[name="act"][value="${value}"]:visible`).first();
const field = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`).first();
const choice = (page: Page, name: string, value: string): Locator =>
  page.locator(`input[name="${name}"][value="${value}"]`);

/** Writes one comment on a provision (or, without a label, on the whole document) into the submission. */
async function comment(
  page: Page,
  label: string | undefined,
  position: string,
  body: string,
  wording = '',
): Promise<void> {
  if (label) {
    await open(page, `${HERE}/text/p-${label}`);
  } else {
    await open(page, `${HERE}/text/document`);
  }
  const composer = page.locator('form#composer');
  await tick(composer.locator(`input[name="position"][value="${position}"]`));
  await composer.locator('[name="body"]').fill(body);
  if (wording) await composer.locator('[name="proposed_wording"]').fill(wording);
  await press(composer.locator('button[value="save"]'));
}

/** The mails to somebody that say this, once there are any. */
async function mailed(plenary: Plenary, email: string, subject: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const mails = (await plenary.mails()).map((mail) => mail.replaceAll('=\r\n', ''));
        found = mails.find((mail) => mail.includes(`To: ${email}`) && mail.includes(`Subject: ${subject}`));
        return found !== undefined;
      },
      { message: `a mail to ${email}: ${subject}`, timeout: 30_000 },
    )
    .toBe(true);
  return found ?? '';
}

test('a consultation from its text to the answers, with four people @no-script', async ({ page, plenary, browser }) => {
  test.setTimeout(600_000);
  await plenary.account('society@example.org', { name: 'Desk', group: 'civil-society', organisation: 'River Circle' });
  await plenary.account('state@example.org', { name: 'Mission', group: 'state', organisation: 'Valley State' });
  await plenary.account('facilitator@example.org', { name: 'Facilitation', group: 'individual' });
  await plenary.account('commissioner@example.org', { name: 'Commissioner Ada', group: 'individual' });
  await plenary.run('consultation', 'create', 'wells', '--title', 'Norms for the care of shared wells', '--time-zone', 'UTC');
  await plenary.run('account', 'grant', 'facilitator@example.org', 'facilitator', '--consultation', 'wells');
  await plenary.run('account', 'grant', 'commissioner@example.org', 'commissioner', '--consultation', 'wells');
  const facilitator = await person(browser, plenary, 'facilitator@example.org');
  const society = await person(browser, plenary, 'society@example.org');
  const state = await person(browser, plenary, 'state@example.org');
  const commissioner = await person(browser, plenary, 'commissioner@example.org');

  await test.step('the facilitator imports the text; it opens', async () => {
    expect(await open(page, HERE), 'a draft is hidden').toBe(404);
    await open(facilitator, `${HERE}/text/import`);
    await look(facilitator, 'text-import');
    await field(facilitator, 'text').fill(TEXT);
    await press(act(facilitator, 'preview'));
    await expect(facilitator.getByRole('main')).toContainText('1.1');
    await look(facilitator, 'text-preview');
    await press(act(facilitator, 'import'));
    await open(page, `${HERE}/text`);
    await expect(page.locator('#p-1\\.1')).toContainText('Users should not foul a shared well');
    await look(page, 'text');
  });

  await test.step('two stakeholders comment and submit', async () => {
    await comment(society, '1.1', 'support-with-changes', 'Wells should be covered at night.', 'Users should not foul a shared well, and should cover it at night.');
    await comment(society, undefined, 'question', 'When is the next round?');
    await open(society, `${HERE}/submission`);
    await look(society, 'submission');
    await press(act(society, 'submit'));
    await expect(society.locator('.error-summary'), 'how to publish is not chosen yet').toBeVisible();
    await look(society, 'submission-incomplete');
    await tick(choice(society, 'publication', 'name'));
    await press(act(society, 'submit'));
    await expect(society.getByRole('main')).toContainText('R1-0001');
    await look(society, 'submitted');
    expect(await mailed(plenary, 'society@example.org', 'Your comments')).toContain('R1-0002');

    await comment(state, '1.1', 'support', 'We support the norm as it stands.');
    await comment(state, '1.2', 'oppose', 'It holds in every year; the sentence weakens the norm.');
    await open(state, `${HERE}/submission`);
    await tick(choice(state, 'publication', 'organisation'));
    await press(act(state, 'submit'));
    await expect(state.getByRole('main')).toContainText('R1-0004');

    await open(page, `${HERE}/comments/R1-0001`);
    await expect(page.getByRole('main')).toContainText('River Circle');
    await look(page, 'comment');
    await open(page, HERE);
    await look(page, 'call');
  });

  await test.step('the facilitator sets the closing time, and the round closes', async () => {
    await open(facilitator, `${HERE}/settings`);
    await look(facilitator, 'settings');
    const closes = new Date(Math.ceil((Date.now() + 4_000) / 60_000) * 60_000);
    await field(facilitator, 'closes_at').fill(closes.toISOString().slice(0, 16));
    await field(facilitator, 'note').fill('Everybody who announced a comment has spoken.');
    await press(act(facilitator, 'save'));
    await expect(facilitator.locator('.error-summary')).toHaveCount(0);
    await page.waitForTimeout(Math.max(0, closes.getTime() - Date.now()) + 1_500);
    await open(society, `${HERE}/text/p-1.1`);
    await expect(society.locator('form#composer')).toHaveCount(0);
    await look(society, 'closed');
  });

  await test.step('the facilitator accounts for every comment and freezes the report', async () => {
    await open(facilitator, `${HERE}/report/freeze`);
    await expect(facilitator.locator('button[value="freeze"]'), 'four comments are unaccounted for').toHaveCount(0);
    await open(facilitator, `${HERE}/workbench`);
    await look(facilitator, 'workbench');
    const box = (reference: string): Locator => facilitator.getByRole('checkbox', { name: reference });
    await tick(box('R1-0002'));
    await tick(box('R1-0003'));
    await press(act(facilitator, 'new'));
    await field(facilitator, 'statement').fill('Should wells be covered at night?');
    await field(facilitator, 'anchors').fill('1.1');
    await look(facilitator, 'issue-new');
    await press(act(facilitator, 'create'));
    await expect(facilitator.getByRole('main')).toContainText('Should wells be covered at night?');
    await look(facilitator, 'issue');

    await open(facilitator, `${HERE}/workbench`);
    await tick(box('R1-0004'));
    await press(act(facilitator, 'new'));
    await field(facilitator, 'statement').fill('Does the sentence on dry years weaken the norm?');
    await field(facilitator, 'anchors').fill('1.2');
    await press(act(facilitator, 'create'));
    await open(facilitator, `${HERE}/workbench`);
    await tick(box('R1-0001'));
    await field(facilitator, 'reason').fill('Asks about the calendar, not about the text.');
    await press(act(facilitator, 'set-aside'));
    await open(facilitator, `${HERE}/workbench`);
    await look(facilitator, 'workbench-done');

    await open(facilitator, `${HERE}/report`);
    await field(facilitator, 'purpose').fill('To learn whether the norms are clear enough to be kept.');
    await press(act(facilitator, 'words'));
    await look(facilitator, 'report-desk');
    await open(facilitator, `${HERE}/report/freeze`);
    await look(facilitator, 'freeze');
    await press(act(facilitator, 'freeze'));
    await open(facilitator, `${HERE}/report`);
    await look(facilitator, 'report-frozen');
  });

  await test.step('the commissioner reads, debates and decides', async () => {
    await expect
      .poll(async () => (await plenary.mails()).some((mail) => mail.includes('To: commissioner@example.org')))
      .toBe(true);
    await open(commissioner, `${HERE}/report`);
    await look(commissioner, 'report');
    await open(commissioner, `${HERE}/reading-room`);
    await expect(commissioner.getByRole('main')).toContainText('of 2 issues remain');
    await look(commissioner, 'reading-room');
    await open(commissioner, `${HERE}/reading-room/1`);
    await look(commissioner, 'room');
    await press(commissioner.getByRole('link', { name: 'All 2 comments, whole' }));
    await expect(commissioner.getByRole('main')).toContainText('We support the norm as it stands.');
    await look(commissioner, 'behind');
    await open(commissioner, `${HERE}/reading-room/1`);
    await field(commissioner, 'remark').fill('A cover costs little.');
    await press(act(commissioner, 'remark'));
    await expect(commissioner.locator('.debate')).toContainText('A cover costs little.');

    // The debate and the decision are nobody else's.
    for (const other of [facilitator, society]) {
      expect(await open(other, `${HERE}/reading-room/1`)).toBe(403);
    }

    await press(act(commissioner, 'decide'));
    await expect(commissioner.locator('.error-summary')).toBeVisible();
    await look(commissioner, 'decision-incomplete');
    await tick(choice(commissioner, 'disposition', 'accepted-in-part'));
    await field(commissioner, 'decision_reason').fill('A cover does no harm; who pays for it is left open.');
    await tick(choice(commissioner, 'reached', 'consensus'));
    await press(act(commissioner, 'decide'));
    await expect(commissioner.locator('.decide')).toContainText('Accepted in part');
    await look(commissioner, 'decided');
    // On paper a decided issue is its decision, and not the debate; every page says what it is of.
    await commissioner.emulateMedia({ media: 'print' });
    await expect(commissioner.locator('.debate')).toBeHidden();
    await expect(commissioner.locator('.decide')).toBeVisible();
    await expect(commissioner.locator('.running')).toContainText('Confidential');
    await commissioner.emulateMedia({ media: 'screen' });
    await open(commissioner, `${HERE}/reading-room/2`);
    await tick(choice(commissioner, 'disposition', 'accepted'));
    await field(commissioner, 'decision_reason').fill('The sentence added doubt.');
    await tick(choice(commissioner, 'reached', 'vote'));
    await field(commissioner, 'votes_for').fill('9');
    await field(commissioner, 'votes_against').fill('2');
    await field(commissioner, 'abstentions').fill('1');
    await press(act(commissioner, 'decide'));
    await expect(commissioner.getByRole('main')).toContainText('9 for, 2 against, 1 abstained');
  });

  await test.step('the facilitator prepares the outcome and publishes it', async () => {
    await open(page, `${HERE}/outcome`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The outcome is not published yet');
    await look(page, 'outcome-not-yet');
    await open(facilitator, `${HERE}/outcome/prepare`);
    await look(facilitator, 'prepare');
    await field(facilitator, 'text').fill(REVISED);
    await press(act(facilitator, 'preview'));
    await expect(facilitator.locator('table.preview')).toContainText('and should cover it at night');
    await look(facilitator, 'prepare-preview');
    await press(act(facilitator, 'import'));
    await expect(facilitator.getByRole('status')).toContainText('name no decision yet');
    await expect(act(facilitator, 'publish')).toHaveCount(0);
    await look(facilitator, 'prepare-matching');
    const rows = facilitator.locator('fieldset.match');
    await expect(rows).toHaveCount(2);
    await rows.filter({ has: facilitator.locator('ins') }).locator('[name^="issues-"]').fill('1');
    await rows.filter({ hasNot: facilitator.locator('ins') }).locator('[name^="issues-"]').fill('2');
    await press(act(facilitator, 'correct'));
    await look(facilitator, 'prepare-ready');
    await tick(facilitator.locator('#confirm'));
    await press(act(facilitator, 'publish'));
    await expect(facilitator).toHaveURL(/\/outcome(#.*)?$/);
  });

  await test.step('everybody reads the outcome; each submitter is answered', async () => {
    await open(page, `${HERE}/outcome`);
    const norm = page.locator('#p-1\\.1');
    await expect(norm.locator('ins')).toContainText('cover it at night');
    await expect(norm).toContainText('Decision 1: Accepted in part');
    await expect(norm).toContainText('R1-0002');
    await expect(page.locator('#p-1\\.2')).toContainText('Decision 2: Accepted');
    await expect(page.getByRole('row').filter({ hasText: 'R1-0001' })).toContainText('Asks about the calendar');
    await expect(page.getByRole('main')).not.toContainText('A cover costs little.');
    await look(page, 'outcome');
    await page.setViewportSize({ width: 390, height: 844 });
    await look(page, 'outcome-phone');
    await open(page, `${HERE}/outcome?lang=ar`);
    await look(page, 'outcome-ar-phone');

    const mail = await mailed(plenary, 'society@example.org', 'Answers to your comments');
    expect(mail).toContain(`${HERE}/answers`);
    await open(society, `${HERE}/answers`);
    await expect(society.locator('#R1-0002')).toContainText('who pays for it is left open');
    await expect(society.locator('#R1-0002').locator('ins')).toContainText('cover it at night');
    await expect(society.locator('#R1-0001')).toContainText('Asks about the calendar');
    await look(society, 'answers');
    await open(state, `${HERE}/answers`);
    await expect(state.locator('#R1-0004')).toContainText('The sentence added doubt.');
    await expect(state.getByRole('main')).not.toContainText('Wells should be covered');
    await open(page, '/');
    await look(page, 'front');
  });
});
