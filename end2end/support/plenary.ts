// What every browser test works with: a Plenary of its own, on a fresh database, and a few things to do with pages.
//
//   import { test, expect, axe, shot, signIn } from './support/plenary.ts';
//   test('a member signs in', async ({ page, plenary }) => {
//     await plenary.account('member@example.org', { name: 'A member', group: 'academia' });
//     await signIn(page, plenary, 'member@example.org');
//   });
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test as base, type TestInfo } from '@playwright/test';

export { expect };

export type Options = { database: 'sqlite' | 'postgres' };

/** What a command of the program answered. */
export type Answer = { code: number; stdout: string; stderr: string };

/** One running Plenary, with a database and a folder of its own. */
export class Plenary {
  private server?: ChildProcess;

  private constructor(
    /** The address, without a slash at the end. */
    readonly url: string,
    /** A temporary folder of this test's own. */
    readonly folder: string,
    readonly database: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly removeDatabase: () => Promise<void>,
  ) {}

  /** Prepares a database, starts the server and waits until it is ready. */
  static async start(kind: Options['database']): Promise<Plenary> {
    const folder = await mkdtemp(join(tmpdir(), 'plenary-test-'));
    const { database, remove } =
      kind === 'sqlite'
        ? { database: `sqlite://${join(folder, 'plenary.db')}`, remove: async () => {} }
        : await freshPostgres();
    const mails = join(folder, 'mails');
    await mkdir(mails);
    const listen = `127.0.0.1:${await freePort()}`;
    const url = `http://${listen}`;
    const environment = {
      ...process.env,
      DATABASE_URL: database,
      PLENARY_LISTEN: listen,
      PLENARY_PUBLIC_URL: url,
      PLENARY_MAIL_DIR: mails,
    };
    const plenary = new Plenary(url, folder, database, environment, remove);
    try {
      await plenary.serve();
    } catch (error) {
      await plenary.end();
      throw error;
    }
    return plenary;
  }

  /** Starts the server, on the same address and database after a `halt`. */
  async serve(): Promise<void> {
    const log = createWriteStream(join(this.folder, 'server.log'), { flags: 'a' });
    const server = spawn(program(), ['serve'], {
      cwd: this.folder,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.stdout?.pipe(log, { end: false });
    server.stderr?.pipe(log, { end: false });
    this.server = server;
    const deadline = Date.now() + 30_000;
    for (;;) {
      if (server.exitCode !== null || server.signalCode !== null) {
        throw new Error(`plenary serve ended at once:\n${await this.log()}`);
      }
      const ready = await fetch(`${this.url}/health/ready`).then((answer) => answer.ok, () => false);
      if (ready) return;
      if (Date.now() > deadline) throw new Error(`plenary serve is not ready after 30 s:\n${await this.log()}`);
      await pause(50);
    }
  }

  /** Ends the server: politely by default, or as a power cut does with SIGKILL. */
  async halt(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill(signal);
    const patience = setTimeout(() => server.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(patience);
  }

  /** Ends the server and removes its database and folder. */
  async end(): Promise<void> {
    await this.halt();
    await this.removeDatabase();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What the server has logged so far. */
  async log(): Promise<string> {
    return readFile(join(this.folder, 'server.log'), 'utf8').catch(() => '');
  }

  /** Runs a command of the program on the same database, whatever its exit code. */
  async try(...commandLine: string[]): Promise<Answer> {
    return run(program(), commandLine, { cwd: this.folder, env: this.environment });
  }

  /** Runs a command of the program on the same database, which must succeed; answers its stdout. */
  async run(...commandLine: string[]): Promise<string> {
    const answer = await this.try(...commandLine);
    if (answer.code !== 0) {
      throw new Error(`plenary ${commandLine.join(' ')} ended with ${answer.code}:\n${answer.stderr}`);
    }
    return answer.stdout;
  }

  /** Opens an account. `group` as on the command line: `civil-society`, `state`, .. */
  async account(
    email: string,
    person: { name: string; group: string; organisation?: string; country?: string },
  ): Promise<void> {
    const more = [];
    if (person.organisation) more.push('--organisation', person.organisation);
    if (person.country) more.push('--country', person.country);
    await this.run('account', 'create', email, '--name', person.name, '--group', person.group, ...more);
  }

  /** A sign-in link for an account. */
  async link(email: string): Promise<string> {
    const text = await this.run('account', 'link', email);
    const link = text.match(/https?:\/\/\S+/)?.[0];
    if (!link) throw new Error(`no link in: ${text}`);
    return link;
  }

  /** The mails written so far, as they would travel, the oldest first. */
  async mails(): Promise<string[]> {
    const folder = this.environment.PLENARY_MAIL_DIR ?? '';
    const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  }
}

/** Playwright's `test` with a `plenary` of its own; `page.goto('/')` goes there. */
export const test = base.extend<Options & { plenary: Plenary }>({
  database: ['sqlite', { option: true }],
  plenary: async ({ database }, use, info) => {
    const plenary = await Plenary.start(database);
    await use(plenary);
    if (info.status !== info.expectedStatus) {
      await info.attach('server.log', { body: await plenary.log(), contentType: 'text/plain' });
    }
    await plenary.end();
  },
  baseURL: async ({ plenary }, use) => use(plenary.url),
});

/** Signs in as a person does who got the mail: opens the link, presses the button. */
export async function signIn(page: Page, plenary: Plenary, email: string): Promise<void> {
  await page.goto(await plenary.link(email));
  // The page's own form: its head and foot may hold others, for the language.
  await page.locator('main form').getByRole('button').click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Expects that axe finds nothing to complain about on the page as it stands. */
export async function axe(page: Page, info: TestInfo = test.info()): Promise<void> {
  const scripts = info.project.use.javaScriptEnabled !== false;
  const violations = scripts ? await complaints(page) : await complaintsAboutCopy(page);
  const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((n) => n.html).join('\n  ')}`);
  expect(faults, `axe on ${page.url()}`).toEqual([]);
  // A message that no catalogue has shows as its key.
  const words = await page.locator('body').innerText();
  expect(words.match(/\b(field|hint|problem|refusal|status|word)-[a-z]+/g) ?? [], `keys on ${page.url()}`).toEqual([]);
}

async function complaints(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations;
}

/** axe is a script: where scripts are off, it looks at a copy of the page that may run axe, but none of the site's own. */
async function complaintsAboutCopy(page: Page) {
  const [url, body] = [page.url(), await page.content()];
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const context = await browser.newContext({
    javaScriptEnabled: true,
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
    colorScheme: await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')),
  });
  try {
    const copy = await context.newPage();
    await copy.route('**/*', (route, request) => {
      if (request.resourceType() === 'script') return route.abort();
      return request.isNavigationRequest() && request.url() === url.split('#')[0]
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body })
        : route.continue();
    });
    await copy.goto(url);
    return await complaints(copy);
  } finally {
    await context.close();
  }
}

/** Keeps a picture of the whole page for people to look at: test-results/pictures/PROJECT/NAME.png. */
export async function shot(page: Page, name: string, info: TestInfo = test.info()): Promise<void> {
  const path = join(info.config.rootDir, 'test-results', 'pictures', info.project.name, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

function program(): string {
  const named = process.env.PLENARY_BIN;
  if (!named) throw new Error('PLENARY_BIN must name the plenary program; `cargo xtask test --only browser` sets it');
  return named;
}

/** A database of its own in the PostgreSQL that tests may use. */
async function freshPostgres(): Promise<{ database: string; remove: () => Promise<void> }> {
  const server = process.env.PLENARY_TEST_POSTGRES;
  if (!server) throw new Error('PLENARY_TEST_POSTGRES must be the URL of a PostgreSQL superuser');
  const name = `plenary_${randomUUID().replaceAll('-', '')}`;
  const sql = async (statement: string) => {
    const answer = await run(process.env.PLENARY_PSQL ?? 'psql', [server, '-v', 'ON_ERROR_STOP=1', '-qc', statement], {});
    if (answer.code !== 0) throw new Error(`${statement}: ${answer.stderr}`);
  };
  await sql(`create database ${name}`);
  const database = new URL(server);
  database.pathname = `/${name}`;
  return { database: database.href, remove: () => sql(`drop database ${name} with (force)`) };
}

function run(
  file: string,
  commandLine: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      commandLine,
      { ...options, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ code: child.exitCode ?? 0, stdout, stderr });
      },
    );
    child.stdin?.end();
  });
}

/** A port that nobody listened on a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
