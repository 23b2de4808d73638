// Signing in, the profile, and the roles of a consultation.
import type { Locator } from '@playwright/test';
import type { Plenary } from './support/plenary.ts';
import { axe, expect, shot, signIn, test } from './support/plenary.ts';

/** The sign-in link in the newest mail to somebody, once it has left. */
async function mailedLink(plenary: Plenary, email: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(
      async () => {
        const mails = (await plenary.mails()).filter((mail) => mail.includes(`To: ${email}`));
        // Soft line ends of quoted-printable are none of the link.
        link = mails.at(-1)?.replaceAll('=\r\n', '').match(/http:\/\/\S+\/sign-in\/[0-9a-f]{64}/)?.[0];
        return link;
      },
      { message: `a mail to ${email}` },
    )
    .toBeTruthy();
  return link ?? '';
}

/** A button or link, pressed: with scripts by pointer, without by keyboard, which a window in the background takes too. */
async function press(target: Locator): Promise<void> {
  if (test.info().project.use.javaScriptEnabled ?? true) return target.click();
  const left = target.page().waitForEvent('load');
  await target.focus();
  await target.press('Enter');
  await left;
}

test('somebody new signs in on another device and says who they are @no-script', async ({ page, plenary, browser }) => {
  // One's own page leads to sign-in and knows the way back.
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount/);
  await axe(page);
  await shot(page, 'sign-in');
  await page.getByLabel('E-mail address').fill('nobody');
  await press(page.getByRole('button', { name: 'Send me a link' }));
  await expect(page.getByRole('alert')).toContainText('Write an e-mail address');
  await expect(page.getByLabel('E-mail address')).toHaveValue('nobody');
  await axe(page);
  await page.getByLabel('E-mail address').fill('desk@wells.example');
  await press(page.getByRole('button', { name: 'Send me a link' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail');
  await axe(page);
  await shot(page, 'sign-in-sent');

  const link = await mailedLink(plenary, 'desk@wells.example');
  // A scanner opens the link before anybody reads the mail.
  expect((await fetch(link)).status).toBe(200);
  const device = await browser.newContext({
    baseURL: plenary.url,
    viewport: { width: 390, height: 800 },
    javaScriptEnabled: test.info().project.use.javaScriptEnabled ?? true,
  });
  const phone = await device.newPage();
  await phone.goto(link);
  await expect(phone.getByRole('main')).toContainText('desk@wells.example');
  await axe(phone);
  await shot(phone, 'sign-in-press-phone');
  await press(phone.getByRole('main').getByRole('button', { name: 'Sign in' }));

  await expect(phone).toHaveURL(/\/account\?next=/);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Who is speaking?');
  await axe(phone);
  await phone.getByLabel('Organisation').fill('Society of Wells');
  await press(phone.getByRole('button', { name: 'Save and go on' }));
  // What is missing is named, linked and kept apart from what was typed.
  await expect(phone.getByRole('alert').getByRole('link')).toHaveCount(2);
  await expect(phone.getByLabel('Organisation')).toHaveValue('Society of Wells');
  await axe(phone);
  await shot(phone, 'account-wrong-phone');
  await phone.getByLabel('Name', { exact: false }).first().fill('Keeper of wells');
  await phone.getByLabel('Stakeholder group').selectOption('civil-society');
  await phone.getByLabel('Country').selectOption({ label: 'Singapore' });
  await phone.getByLabel('Time zone').selectOption('Asia/Singapore');
  await press(phone.getByRole('button', { name: 'Save and go on' }));
  await expect(phone).toHaveURL(/\/account$/);
  await expect(phone.getByLabel('Country')).toHaveValue('SG');

  // The link is used up; asking for another is one step away.
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works');
  await axe(page);
  await shot(page, 'sign-in-spent');

  await press(phone.getByRole('button', { name: 'Sign out' }));
  await expect(phone).toHaveURL(`${plenary.url}/`);
  await phone.goto('/account');
  await expect(phone).toHaveURL(/sign-in/);
  await device.close();
});

test('the account page reads from right to left, too @no-script', async ({ page, plenary }) => {
  await plenary.account('desk@wells.example', { name: 'Desk', group: 'state', country: 'FR' });
  await signIn(page, plenary, 'desk@wells.example');
  await page.goto('/account');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar');
  await press(page.getByRole('button', { name: 'Save' }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('status')).toBeVisible();
  await axe(page);
  await shot(page, 'account-ar');
});

test('a facilitator asks for a commissioner, and a second person confirms @no-script', async ({ page, plenary, browser }) => {
  await plenary.account('one@wells.example', { name: 'First desk', group: 'civil-society', organisation: 'Society of Wells' });
  await plenary.account('two@wells.example', { name: 'Second desk', group: 'state' });
  await plenary.account('three@wells.example', { name: 'Third desk', group: 'academia' });
  await plenary.run('consultation', 'create', 'wells', '--title', 'Norms for the care of shared wells');
  await plenary.run('account', 'grant', 'one@wells.example', 'facilitator', '--consultation', 'wells');
  await plenary.run('account', 'grant', 'three@wells.example', 'facilitator', '--consultation', 'wells');
  await signIn(page, plenary, 'one@wells.example');
  await page.goto('/consultations/wells/roles');
  await expect(page.getByRole('link', { name: 'Roles' })).toHaveAttribute('aria-current', 'page');
  await axe(page);
  const waits = 'The role Commissioner of two@wells.example waits for confirmation by a second person';
  await page.getByLabel('E-mail address').fill('two@wells.example');
  await page.getByRole('radio', { name: 'Commissioner' }).check();
  await press(page.getByRole('button', { name: 'Give the role' }));
  await expect(page.getByRole('status')).toContainText(waits);
  // Whoever asks does not confirm, and nobody holds the role until somebody does.
  const waiting = page.getByRole('region', { name: 'Waiting for confirmation' });
  await expect(waiting).toContainText('An administrator or a second facilitator');
  await expect(waiting.getByRole('button', { name: 'Confirm' })).toHaveCount(0);
  await expect(page.getByRole('row')).toHaveCount(3);
  await axe(page);
  await shot(page, 'roles-waiting');

  // The second facilitator was told, and confirms.
  await expect
    .poll(async () => (await plenary.mails()).filter((mail) => mail.includes('To: three@wells.example')).length)
    .toBe(1);
  const device = await browser.newContext({
    baseURL: plenary.url,
    javaScriptEnabled: test.info().project.use.javaScriptEnabled ?? true,
  });
  const second = await device.newPage();
  await signIn(second, plenary, 'three@wells.example');
  await second.goto('/consultations/wells/roles');
  await axe(second);
  await shot(second, 'roles-confirm');
  await press(second.getByRole('button', { name: 'Confirm' }));
  await expect(second.getByRole('status')).toContainText('two@wells.example now holds the role Commissioner');
  await expect(second.getByRole('region', { name: 'Waiting for confirmation' })).toHaveCount(0);
  await axe(second);
  await shot(second, 'roles');

  // Nobody is both; what was typed is still there.
  await page.goto('/consultations/wells/roles');
  await page.getByLabel('E-mail address').fill('two@wells.example');
  await page.getByRole('radio', { name: 'Facilitator' }).check();
  await press(page.getByRole('button', { name: 'Give the role' }));
  await expect(page.getByRole('alert')).toContainText('nobody is both');
  await expect(page.getByLabel('E-mail address')).toHaveValue('two@wells.example');
  await axe(page);

  // Taking it away waits for the second person's word as well.
  await press(page.getByRole('button', { name: 'Take the role Commissioner from two@wells.example' }));
  await expect(page.getByRole('status')).toContainText(waits);
  await expect(page.getByRole('row')).toHaveCount(4);
  await second.reload();
  await press(second.getByRole('button', { name: 'Confirm' }));
  await expect(second.getByRole('status')).toContainText('no longer holds');
  await expect(second.getByRole('row')).toHaveCount(3);
  await device.close();
});

test('words without an end break on a phone', async ({ page, plenary }) => {
  const long = 'Gemeinschaftsbrunnen'.repeat(9);
  await plenary.account('long@wells.example', { name: long, group: 'state', organisation: long });
  await plenary.run('consultation', 'create', 'wells', '--title', long);
  await plenary.run('account', 'grant', 'long@wells.example', 'facilitator', '--consultation', 'wells');
  await signIn(page, plenary, 'long@wells.example');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/', '/account', '/consultations/wells/settings', '/consultations/wells/roles']) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
  }
});

test('a mail that was promised leaves even if the power is cut', async ({ plenary }) => {
  const asked = [];
  for (let n = 0; n < 20; n += 1) {
    const body = new URLSearchParams({ email: `desk${n}@wells.example` });
    asked.push(fetch(`${plenary.url}/sign-in`, { method: 'POST', body }).then((answer) => answer.ok, () => false));
  }
  // The cut falls while requests are answered and mails are written.
  await Promise.race(asked);
  await plenary.halt('SIGKILL');
  const promised = (await Promise.all(asked)).map((ok, n) => (ok ? `desk${n}@wells.example` : '')).filter(Boolean);
  expect(promised.length).toBeGreaterThan(0);
  await plenary.serve();
  // What the dead worker had in hand comes back after twenty seconds.
  await expect
    .poll(
      async () => {
        const mails = (await plenary.mails()).join('\n');
        return promised.filter((email) => !mails.includes(`To: ${email}\r\n`));
      },
      { timeout: 40_000, message: 'promised mails that did not leave' },
    )
    .toEqual([]);
});
