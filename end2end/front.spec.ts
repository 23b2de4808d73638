// The front page: where anybody arrives.
import { axe, expect, shot, test } from './support/plenary.ts';

test('the front page says what this is, on any screen, to anybody @no-script', async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await axe(page);
  await shot(page, 'front');

  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'pixels that stick out on a phone').toBeLessThanOrEqual(0);
  await axe(page);
  await shot(page, 'front-phone');

  await page.emulateMedia({ colorScheme: 'dark' });
  await axe(page);
  await shot(page, 'front-phone-dark');
});
