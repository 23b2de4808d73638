// How the browser tests run. `cargo xtask test` builds the program, starts PostgreSQL and calls this; by hand,
// PLENARY_BIN names the program and PLENARY_TEST_POSTGRES a PostgreSQL server's superuser URL.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import type { Options } from './support/plenary.ts';

/** The browser: PLENARY_CHROMIUM, else the first one on the PATH, else whatever Playwright has of its own. */
function chromium(): string | undefined {
  if (process.env.PLENARY_CHROMIUM) return process.env.PLENARY_CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export default defineConfig<Options>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/output',
  // Each test has a server and a database of its own, so nothing stands in the way of running side by side.
  fullyParallel: true,
  workers: 2,
  // A test that passes only now and then is a fault, not something to repeat.
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en',
    timezoneId: 'Europe/Paris',
    // Pages scroll smoothly for those who like it; under load a smooth scroll never stands still enough to press a button.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'sqlite', use: { database: 'sqlite' } },
    { name: 'postgres', use: { database: 'postgres' } },
    // What a stakeholder does works without scripts: only tests that say so (`@no-script` in the title).
    { name: 'no-script', use: { database: 'sqlite', javaScriptEnabled: false }, grep: /@no-script/ },
  ],
});
