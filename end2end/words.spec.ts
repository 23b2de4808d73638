// Typed words survive: a session that ended while somebody wrote, what was withdrawn or removed, what is submitted later.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { axe, expect, shot, signIn, test, type Plenary } from './support/plenary.ts';

const TEXT = `# Norms for the care of shared wells

> Users should not foul a shared well, nor let others do so.

This holds in dry years above all.
`;

const HERE = '/consultations/wells';
const OWN = `${HERE}/submission`;
const EMAIL = 'desk@wells.example';

const scripts = (): boolean => test.info().project.use.javaScriptEnabled ?? true;

/** An open consultation with a text, and somebody signed in. */
async function wells(plenary: Plenary, page: Page): Promise<void> {
  await plenary.account(EMAIL, { name: 'Desk', group: 'civil-society' });
  await plenary.run('consultation', 'create', 'wells', '--title', 'Norms for the care of shared wells', '--opens', '2026-01-01T00:00:00Z');
  await writeFile(join(plenary.folder, 'wells.md'), TEXT);
  await plenary.run('text', 'import', 'wells.md', '--consultation', 'wells', '--yes');
  await signIn(page, plenary, EMAIL);
}

/** The address of the page on which the norm is commented on. */
async function norm(plenary: Plenary): Promise<string> {
  const text = JSON.parse(await plenary.run('text', 'show', '--consultation', 'wells', '--json'));
  const found = text.find((it: { kind: string }) => it.kind === 'norm');
  return `${HERE}/text/${found.anchor}`;
}

/** A button or link, pressed: with the mouse, and where scripts are off with the keyboard alone. */
async function press(target: Locator): Promise<void> {
  if (scripts()) return target.click();
  const left = target.page().waitForEvent('load');
  await target.focus();
  await target.press('Enter');
  await left;
}

/** A page, once everything on it that is alive is awake. */
async function awake(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if (scripts()) await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
}

const composer = (page: Page): Locator => page.locator('form#composer');
const act = (within: Page | Locator, value: string): Locator =>
  within.locator(`button[name="act"][value="${value}"]:visible`).first();

/** Writes a comment on the norm into the submission. */
async function comment(page: Page, plenary: Plenary, body: string): Promise<void> {
  await awake(page, await norm(plenary));
  await composer(page).locator('input[name="position"][value="support"]').check();
  await composer(page).locator('[name="body"]').fill(body);
  await press(act(composer(page), 'save'));
  await expect(page).toHaveURL(/\/submission#d-/);
}

/** Ends the session behind the page's back: the browser does not know yet. */
async function endSession(page: Page, plenary: Plenary): Promise<void> {
  const cookies = await page.context().cookies();
  const cookie = cookies.map((it) => `${it.name}=${it.value}`).join('; ');
  const ended = await fetch(`${plenary.url}/sign-out`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', origin: plenary.url },
    redirect: 'manual',
  });
  expect(ended.status).toBe(303);
}

/** The sign-in link in the newest mail. */
async function mailedLink(plenary: Plenary): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      const mails = (await plenary.mails()).map((mail) => mail.replaceAll('=\r\n', ''));
      link = mails.at(-1)?.match(/http:\/\/\S+\/sign-in\/[0-9a-f]{64}/)?.[0];
      return link;
    })
    .toBeTruthy();
  return link ?? '';
}

for (const forgotten of [false, true]) {
  const how = forgotten ? 'a browser that forgot its session' : 'a session that ended';
  test(`words go with ${how} through signing in @no-script`, async ({ page, plenary }) => {
    await wells(plenary, page);
    const path = await norm(plenary);
    await awake(page, path);
    if (forgotten) await page.context().clearCookies();
    else await endSession(page, plenary);
    const words = 'Who looks after the rope,\nand <who> pays & for it?';
    await composer(page).locator('input[name="position"][value="oppose"]').check();
    await composer(page).locator('[name="body"]').fill(words);
    await composer(page).locator('[name="rationale"]').fill('It broke twice.');
    await press(act(composer(page), 'save'));
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expect(page.getByRole('status')).toContainText('Your words are kept.');
    await axe(page);
    await shot(page, `words-kept-${forgotten}`);

    await page.getByLabel('E-mail address').fill(EMAIL);
    await press(page.getByRole('button', { name: 'Send me a link' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail');
    await page.goto(await mailedLink(plenary));
    await press(page.getByRole('main').getByRole('button', { name: 'Sign in' }));
    await expect(page).toHaveURL(new RegExp(`${path}\\?words=kept`));
    await expect(page.getByRole('main')).toContainText('Your words stand in the form again.');
    if (scripts()) await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
    await expect(composer(page).locator('[name="body"]')).toHaveValue(words);
    await expect(composer(page).locator('[name="rationale"]')).toHaveValue('It broke twice.');
    await expect(composer(page).locator('input[name="position"][value="oppose"]')).toBeChecked();
    await axe(page);
    await shot(page, `words-in-form-${forgotten}`);

    await press(act(composer(page), 'save'));
    await expect(page).toHaveURL(/\/submission#d-/);
    await expect(page.getByRole('main')).toContainText('and <who> pays & for it?');
    // Sent, they are gone from the form.
    await awake(page, path);
    await expect(composer(page).locator('[name="body"]')).toHaveValue('');
  });
}

test('some comments are submitted now, and what is withdrawn or removed comes back @no-script', async ({ page, plenary }) => {
  await wells(plenary, page);
  for (const body of ['To be said now.', 'To be said later.', 'To be removed.']) await comment(page, plenary, body);
  const entry = (text: string): Locator => page.locator('.drafts > .entry').filter({ hasText: text });

  await press(entry('To be removed.').getByRole('link', { name: /Change/ }));
  await press(act(page, 'delete'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Remove this draft?');
  await axe(page);
  await press(page.getByRole('button', { name: 'Remove the draft' }));
  await expect(page.getByRole('status')).toContainText('The draft was removed.');
  await axe(page);
  await shot(page, 'draft-removed');
  await press(page.getByRole('button', { name: 'Undo' }));
  await expect(page).toHaveURL(/\/submission#d-/);
  await expect(page.getByRole('heading', { name: 'Removed drafts' })).toHaveCount(0);

  for (const later of ['To be said later.', 'To be removed.']) {
    await entry(later).getByRole('checkbox', { name: /Submit this now/ }).uncheck();
  }
  await page.locator('input[name="publication"][value="name"]').check();
  await axe(page);
  await shot(page, 'submission-ticks');
  await press(act(page, 'submit'));
  await expect(page.getByRole('status')).toContainText('2 comments not submitted yet');
  await expect(page.locator('.drafts > .entry')).toHaveCount(2);
  await expect(page.locator('#R1-0001')).toContainText('To be said now.');
  await axe(page);
  await shot(page, 'submitted-in-part');
  for (const path of ['/', `${HERE}/text`]) {
    await page.goto(path);
    await expect(page.getByRole('link', { name: '2 comments not submitted yet' })).toBeVisible();
    await axe(page);
  }

  await page.goto(OWN);
  await press(act(page, 'withdraw'));
  await axe(page);
  await press(page.getByRole('button', { name: 'Withdraw everything' }));
  await expect(page.getByRole('status')).toContainText('Withdrawn. A confirmation is on its way');
  await expect(page.getByRole('heading', { name: 'Withdrawn comments' })).toBeVisible();
  await axe(page);
  await shot(page, 'withdrawn');
  await expect
    .poll(async () => (await plenary.mails()).filter((mail) => mail.includes('Subject: Withdrawn:')).length)
    .toBe(1);
  await press(page.getByRole('button', { name: 'Undo' }));
  await expect(page.getByRole('status')).toContainText('It is back');
  await expect(page.locator('#R1-0001')).toContainText('To be said now.');

  await page.goto(`${HERE}/comments/R1-0001`);
  await press(act(page, 'withdraw'));
  await press(page.getByRole('button', { name: 'Withdraw it' }));
  await expect(page.getByRole('status')).toContainText('Withdrawn.');
  await axe(page);
  await shot(page, 'comment-withdrawn');
  await page.goto(OWN);
  await press(page.getByRole('button', { name: 'Bring back R1-0001' }));
  await expect(page.getByRole('status')).toContainText('It is back');
  await axe(page);
});
