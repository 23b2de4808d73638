// What is alive on a page: drafts kept while they are written, the live redline, the workbench by keyboard.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axe, expect, shot, signIn, test, type Plenary } from './support/plenary.ts';

const TEXT = `# Norms for the care of shared wells

> Users should not foul a shared well, nor let others do so.

This holds in dry years above all.
`;

const COMMENTS = `position,body,author,group
support,We support it.,Valley State,state
oppose,It asks too much.,River Circle,civil-society
question,Why dry years?,Hill College,academia
`;

const HERE = '/consultations/wells';

/** An open consultation with a text and, if asked for, comments. */
async function wells(plenary: Plenary, comments = ''): Promise<void> {
  await plenary.run('consultation', 'create', 'wells', '--title', 'Norms for the care of shared wells', '--opens', '2026-01-01T00:00:00Z');
  await writeFile(join(plenary.folder, 'wells.md'), TEXT);
  await plenary.run('text', 'import', 'wells.md', '--consultation', 'wells', '--yes');
  if (comments) {
    await writeFile(join(plenary.folder, 'comments.csv'), comments);
    await plenary.run('comments', 'import', 'comments.csv', '--consultation', 'wells', '--received', '2026-01-05', '--channel', 'letter', '--yes');
  }
}

/** Opens a page and waits until everything on it is awake. */
async function awake(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
}

/** The address of the page on which the norm is commented on. */
async function norm(plenary: Plenary): Promise<string> {
  const text = JSON.parse(await plenary.run('text', 'show', '--consultation', 'wells', '--json'));
  const found = text.find((it: { kind: string }) => it.kind === 'norm');
  return `${HERE}/text/${found.anchor}`;
}

test('what is written is kept, though the window closes and another one writes too', async ({ page, plenary, context }) => {
  await plenary.account('desk@wells.example', { name: 'Desk', group: 'civil-society' });
  await wells(plenary);
  const path = await norm(plenary);
  await signIn(page, plenary, 'desk@wells.example');
  await awake(page, path);
  await page.getByLabel('Oppose').check();
  await page.getByLabel('Comment', { exact: true }).fill('The word foul');
  const status = page.locator('form#composer').getByRole('status');
  await expect(status).toContainText('Draft saved at');
  await page.getByRole('button', { name: 'Begin with the provision’s own words' }).click();
  const wording = page.locator('[name="proposed_wording"]');
  await expect(wording).toHaveValue('Users should not foul a shared well, nor let others do so.');
  await wording.fill('Users should not pollute a shared well, nor let others do so.');
  const redline = page.locator('.difference');
  await expect(redline.locator('del')).toHaveText('foul');
  await expect(redline.locator('ins')).toHaveText('pollute');
  await expect.poll(() => stored(page)).toContain('pollute');
  await axe(page);
  await shot(page, 'composer');
  await page.locator('[name="body"]').fill('x'.repeat(20_003));
  await expect(page.locator('.left.wrong-message')).toHaveText('Characters too many: 3');
  await page.locator('[name="body"]').fill('The word foul is not defined.');
  await expect.poll(() => stored(page)).toContain('not defined');

  // The window closes; nothing was pressed.
  await page.close();
  const second = await context.newPage();
  await second.goto(`${HERE}/submission`);
  await expect(second.getByRole('main')).toContainText('The word foul is not defined.');
  await expect(second.locator('[id^="d-"]'), 'one draft, however often it was kept').toHaveCount(1);

  // Two windows on one draft: the later one is told, and its button shows both texts.
  const draft = (await second.locator('a[href*="/drafts/"]').first().getAttribute('href')) ?? '';
  await awake(second, draft);
  const third = await context.newPage();
  await awake(third, draft);
  await third.locator('[name="body"]').fill('Words of the third window.');
  await expect.poll(() => stored(third)).toContain('third window');
  await second.bringToFront();
  await second.locator('[name="body"]').fill('Words of the second window.');
  await expect(second.locator('form').getByRole('status').last()).not.toContainText('saved');
  await second.locator('button[value="save"]').click();
  await expect(second.getByRole('alert')).toContainText('Another window saved other words');
  await expect(second.getByRole('main')).toContainText('Words of the third window.');
  await expect(second.locator('[name="body"]')).toHaveValue('Words of the second window.');
  await axe(second);
  await shot(second, 'composer-conflict');
});

test('the button waits for what is on its way', async ({ page, plenary }) => {
  await plenary.account('desk@wells.example', { name: 'Desk', group: 'civil-society' });
  await wells(plenary);
  await signIn(page, plenary, 'desk@wells.example');
  await awake(page, await norm(plenary));
  // A slow line: the answer to the first save comes after the button was pressed.
  await page.route('**/api/save-draft', async (route) => {
    const answer = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.fulfill({ response: answer });
  });
  const sent = page.waitForRequest('**/api/save-draft');
  await page.locator('[name="body"]').fill('Written once.');
  await sent;
  await page.locator('button[value="save"]').click();
  await expect(page).toHaveURL(/\/submission#d-/);
  await expect(page.locator('[id^="d-"]')).toHaveCount(1);
});

test('the workbench works by keyboard alone', async ({ page, plenary }) => {
  await plenary.account('facilitator@wells.example', { name: 'Facilitation', group: 'individual' });
  await wells(plenary, COMMENTS);
  await plenary.run('account', 'grant', 'facilitator@wells.example', 'facilitator', '--consultation', 'wells');
  await signIn(page, plenary, 'facilitator@wells.example');
  await awake(page, `${HERE}/workbench`);
  await expect(page.locator('.keys kbd').first(), 'the keys are told').toBeVisible();
  const current = page.locator('.queue a[aria-current]');
  await page.keyboard.press('j');
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
  const first = await current.textContent();
  await page.keyboard.press('j');
  await expect(current).not.toHaveText(first ?? '');
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
  await page.keyboard.press('k');
  await expect(current).toHaveText(first ?? '');
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
  await page.keyboard.press('Space');
  await expect(page.locator('.queue input:checked')).toHaveCount(1);
  await page.keyboard.press('x');
  await page.keyboard.type('Is answered by the text.');
  await page.keyboard.press('Enter');
  await expect(page.locator('#undo')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
  await page.keyboard.press('u');
  await expect(page.locator('#undo')).toHaveCount(0);
  await axe(page);
  await shot(page, 'workbench-keys');
});

/** What the reader's submission says now, asked for without leaving the page. */
async function stored(page: Page): Promise<string> {
  const answer = await page.request.get(`${HERE}/submission`);
  return answer.text();
}
