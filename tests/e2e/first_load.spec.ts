// What `cargo xtask size` counts for each entry is what a first visit there really downloads: no file more, none less.
import { readdir, readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, open, test } from './fixtures';
import { openAccount } from './journey';
import { Vault } from './pages/vault';
import { STEPS } from './pages/wizard';

// A service worker would fetch everything at once, beside the page.
test.use({ serviceWorkers: 'block' });

test.afterEach(({ complaints }) => {
  const others = complaints.filter((complaint) => !complaint.includes('registration blocked by Playwright'));
  complaints.splice(0, complaints.length, ...others);
});

const LIST = process.env.FIRST_LOAD ?? 'target/first-load.txt';

/** The files that the build counted for an entry. */
async function counted(entry: string): Promise<string[]> {
  const lines = (await readFile(LIST, 'utf8')).trim().split('\n').map((line) => line.split(' '));
  const line = lines.find(([name]) => name === entry);
  if (!line) throw new Error(`${LIST} knows no ${entry}`);
  return line.slice(1).sort();
}

/** Notes which files of the app a page receives, by their names in dist/. */
function received(page: Page): Set<string> {
  const names = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.request().isNavigationRequest()) names.add('index.html');
    else if (/\.(html|css|js|wasm)$/.test(pathname)) names.add(pathname.slice(1));
  });
  return names;
}

/** The classes that each style sheet of the app dresses. */
const DRESSED = (async () => {
  const sheets = (await readdir('dist')).filter((name) => name.endsWith('.css'));
  const classesOf = async (name: string) => {
    const text = await readFile(`dist/${name}`, 'utf8');
    return [name, new Set([...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, found]) => found))] as const;
  };
  return new Map(await Promise.all(sheets.map(classesOf)));
})();

/** The classes of what is shown that are dressed by a sheet which did not come, and by none that came. */
async function undressed(page: Page, received: Set<string>): Promise<string[]> {
  const shown = await page.evaluate(() => [...document.querySelectorAll('[class]')].flatMap((one) => [...one.classList]));
  const sheets = [...(await DRESSED)];
  const isDressed = (name: string) => sheets.some(([sheet, classes]) => received.has(sheet) && classes.has(name));
  const isKnown = (name: string) => sheets.some(([, classes]) => classes.has(name));
  return [...new Set(shown)].filter((name) => isKnown(name) && !isDressed(name));
}

async function visit(context: BrowserContext, path: string, shown: (page: Page) => Promise<void>): Promise<string[]> {
  const page = await context.newPage();
  const names = received(page);
  await page.goto(path);
  await shown(page);
  await page.waitForLoadState('networkidle');
  expect(await undressed(page, names), `${path}: classes without their style sheet`).toEqual([]);
  await page.close();
  return [...names].sort();
}

const FIRST_VISITS: [string, (page: Page) => Promise<void>][] = [
  ['/', async (page) => expect(page.getByLabel('Username', { exact: true })).toBeVisible()],
  ['/console/help', async (page) => expect(page.getByRole('heading', { name: 'Having trouble logging on?' })).toBeVisible()],
  ['/desk', async (page) => expect(page.locator('.console-page .empty')).toBeVisible()],
  ['/desk/accounts', async (page) => expect(page.locator('.console-page .empty')).toBeVisible()],
  ['/desk/trail', async (page) => expect(page.locator('.console-page .empty')).toBeVisible()],
  ['/desk/policy', async (page) => expect(page.getByRole('radio', { name: /Strict/ })).toBeVisible()],
  ['/authenticator', async (page) => expect(page.getByRole('heading', { name: 'Authenticator' })).toBeVisible()],
  ['/scenarios', async (page) => expect(page.getByRole('heading', { name: 'Wrong clock' })).toBeVisible()],
  ['/settings', async (page) => expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()],
];

for (const [path, shown] of FIRST_VISITS) {
  test(`a first visit to ${path} downloads what was counted`, async ({ context }) => {
    expect(await visit(context, path, shown)).toEqual(await counted(path));
  });
}

test('a visit to codes that are there downloads what was counted', async ({ page, context }) => {
  await open(page, '/authenticator');
  await page.getByRole('button', { name: 'Go on without' }).click();
  await expect(page.getByText('No codes yet')).toBeVisible();
  const codes = await visit(context, '/authenticator', async (visited) => {
    await expect(visited.getByText('No codes yet')).toBeVisible();
  });
  expect(codes).toEqual(await counted('/authenticator#unprotected'));

  const vault = new Vault(page);
  await vault.openProtection();
  await vault.protect();
  const locked = await visit(context, '/authenticator', async (visited) => {
    await expect(visited.getByRole('heading', { name: 'Locked' })).toBeVisible();
  });
  expect(locked).toEqual(await counted('/authenticator#locked'));
});

test('a visit by someone who has an account downloads what was counted', async ({ page, context }) => {
  const app = await open(page);
  await openAccount(app);
  const loggedOn = async (visited: Page) => {
    await expect(visited.locator('.bind-first')).toBeVisible();
    await expect(visited.locator('.phone').first()).toBeVisible();
  };
  expect(await visit(context, '/console', loggedOn)).toEqual(await counted('/console#logged-on'));

  const inAccount = async (visited: Page) => {
    await expect(visited.getByRole('tab').first()).toBeVisible();
    await expect(visited.locator('.phone').first()).toBeVisible();
  };
  const account = await visit(context, '/console/account/security', inAccount);
  expect(account).toEqual(await counted('/console/account/security#logged-on'));

  const wizard = await context.newPage();
  const names = received(wizard);
  await wizard.goto('/console/account/security');
  await wizard.getByRole('button', { name: 'Settings' }).click();
  await expect(wizard.getByRole('dialog').getByText(STEPS.identity).first()).toBeVisible();
  expect([...names].sort()).toEqual(await counted('/console/account/security#wizard'));
  await wizard.close();

  await app.console.button('Log Out').click();
  const loggedOut = async (visited: Page) => expect(visited.getByLabel('Password', { exact: true })).toBeVisible();
  expect(await visit(context, '/console/log-on', loggedOut)).toEqual(await counted('/console/log-on#logged-out'));
});

test('a part that does not arrive says so, and comes at the next attempt', async ({ page, complaints }) => {
  await page.route(/\/settings-[0-9a-f]+\.wasm$/, (route) => route.abort());
  await page.goto('/settings');
  await expect(page.getByRole('alert')).toContainText('This part did not arrive');
  await page.unroute(/\/settings-[0-9a-f]+\.wasm$/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  // The browser and the loader each complain of the one download that this test stopped.
  complaints.length = 0;
});
