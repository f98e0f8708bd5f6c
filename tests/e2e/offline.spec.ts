// Installed and without a network: the server is really stopped.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { browserLaunch, serveCommand } from './environment';
import { expect, test, watch } from './fixtures';
import { UNPROTECTED, seed } from './own-entries';
import { CodesPage } from './pages/codes';
import { Vault } from './pages/vault';

const ROUTES = [
  '/',
  '/console',
  '/console/register',
  '/console/log-on',
  '/console/account',
  '/console/account/security',
  '/desk',
  '/authenticator',
  '/settings',
  '/no/such/page',
];

async function startServer(port: number, dist?: string): Promise<ChildProcess> {
  const server = spawn(`exec ${serveCommand(port, dist)}`, { shell: true, cwd: '.', stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the server ended at once (${code})`)));
    // The listener stays: a server whose output nobody reads would end.
    server.stdout?.on('data', (chunk) => String(chunk).includes('http://') && resolve(server));
  });
}

async function stopServer(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill();
  await ended;
}

async function untilWorkerControls(context: BrowserContext, address: string): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  await expect(page.locator('#content')).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

test('every route reloads with the server stopped; the browser would install it', async ({}, testInfo) => {
  const address = 'http://localhost:8378';
  const server = await startServer(8378);
  const context = await chromium.launchPersistentContext(testInfo.outputPath('profile'), browserLaunch);
  const complaints = watch(context);
  try {
    await untilWorkerControls(context, address);
    const page = context.pages()[0]!;
    const protocol = await context.newCDPSession(page);
    const { installabilityErrors } = await protocol.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const manifest = await protocol.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);

    await stopServer(server);
    for (const route of ROUTES) {
      await page.goto(address + route);
      await expect(page.locator('#content'), route).toBeVisible();
      await page.reload();
      await expect(page.locator('#content'), route).toBeVisible();
    }
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    server.kill();
  }
});

test('a new version waits until it is asked for, then takes over, and the codes are still there', async ({ page }, testInfo) => {
  const dist = testInfo.outputPath('dist');
  await cp('dist', dist, { recursive: true });
  const server = await startServer(8379, dist);
  try {
    await page.goto('http://localhost:8379/');
    await expect(page.locator('#content')).toBeVisible();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const before = await page.evaluate(() => caches.keys());
    await page.goto('http://localhost:8379/authenticator');
    await expect(page.getByRole('heading', { name: 'Authenticator' })).toBeVisible();
    await seed(page, [{ account: 'alice' }], UNPROTECTED);
    const codes = new CodesPage(page);
    await expect(codes.code('Gov Cloud, alice')).toHaveText(/^\d{3} \d{3}$/);

    const update = async (digest: string, caches: string[]) => {
      const worker = await readFile(join(dist, 'sw.js'), 'utf8');
      await writeFile(join(dist, 'sw.js'), worker.replace(/DIGEST = '[0-9a-z]+'/, `DIGEST = '${digest}'`));
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      await expect(page.getByText('A new version is ready.')).toBeVisible();
      expect(await page.evaluate(() => window.caches.keys())).toEqual([...caches, `counterpart-${digest}`]);

      const reloaded = page.waitForEvent('load');
      await page.getByRole('button', { name: 'Reload' }).click();
      await reloaded;
      await expect(page.locator('#content')).toBeVisible();
      await expect.poll(() => page.evaluate(() => window.caches.keys())).toEqual([`counterpart-${digest}`]);
      await expect(page.getByText('A new version is ready.')).toBeHidden();
    };
    await update('newer', before);
    await expect(codes.code('Gov Cloud, alice')).toHaveText(/^\d{3} \d{3}$/);

    // And those of a vault.
    const vault = new Vault(page);
    await vault.openProtection();
    await vault.protect();
    await update('newest', ['counterpart-newer']);
    await vault.unlock();
    await vault.root.getByRole('link', { name: 'Codes' }).click();
    await expect(codes.code('Gov Cloud, alice')).toHaveText(/^\d{3} \d{3}$/);
  } finally {
    await stopServer(server);
  }
});
