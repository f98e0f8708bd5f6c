// What opens the installed app from outside: a share, which the service worker receives, and a link, which no server sees.
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { keyUri } from './own-entries';
import { AuthenticatorPage } from './pages/authenticator';

/** A page under the service worker that does not take what is shared. */
async function controlled(page: Page): Promise<void> {
  await page.goto('/console');
  await expect(page.locator('#content')).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Posts a form as the system does, with one file of so many bytes; what answers. */
async function share(page: Page, bytes: number, address = '/authenticator/share'): Promise<string> {
  return page.evaluate(
    async ([bytes, address]) => {
      const body = new FormData();
      body.append('text', 'otpauth://totp/a?secret=AAAA');
      body.append('files', new File([new Uint8Array(bytes).fill(7)], 'code.png', { type: 'image/png' }));
      return (await fetch(address, { method: 'POST', body, redirect: 'manual' })).type;
    },
    [bytes, address] as const,
  );
}

/** What lies in the cache of shares. */
async function kept(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    if (!(await caches.has('counterpart-share'))) return null;
    const response = await (await caches.open('counterpart-share')).match('/authenticator/share');
    if (!response) return null;
    const age = Date.now() - Number(response.headers.get('received-at'));
    const form = await response.formData();
    const file = form.get('files') as File;
    return `${form.get('text')} ${file.name} ${file.type} ${file.size} ${age >= 0 && age < 60_000}`;
  });
}

test('a share is kept for the page, each in place of the one before', async ({ page }) => {
  await controlled(page);
  expect(await share(page, 9)).toBe('opaqueredirect');
  expect(await share(page, 10)).toBe('opaqueredirect');
  expect(await kept(page)).toBe('otpauth://totp/a?secret=AAAA code.png image/png 10 true');
  // Over 64 MiB: not even the one before stays.
  expect(await share(page, 64 * 1024 * 1024)).toBe('opaqueredirect');
  expect(await kept(page)).toBeNull();
});

test('what is posted elsewhere is not received', async ({ page, complaints }) => {
  await controlled(page);
  await share(page, 9, '/authenticator').catch(() => 'refused');
  await share(page, 9, '/authenticator/share/more').catch(() => 'refused');
  expect(await kept(page)).toBeNull();
  // The server knows no POST, and the browser says so.
  complaints.splice(0);
});

const URI = keyUri('bob');

/** Posts a share as the system does; the page that opens. */
async function open(context: BrowserContext, baseURL: string, text: string, files: string[]): Promise<AuthenticatorPage> {
  const outside = await context.newPage();
  await outside.setContent(
    `<form action="${baseURL}/authenticator/share" method="post" enctype="multipart/form-data">
      <input type="hidden" name="title" value=""><input name="text"><input type="file" name="files" multiple>
      <button>Share</button></form>`,
  );
  await outside.locator('[name=text]').fill(text);
  await outside.locator('[name=files]').setInputFiles(files.map((name) => `tests/fixtures/${name}`));
  await outside.getByRole('button', { name: 'Share' }).click();
  await outside.waitForURL(/\/authenticator/);
  const without = outside.getByRole('button', { name: 'Go on without' });
  const authenticator = new AuthenticatorPage(outside);
  await expect(without.or(authenticator.places)).toBeVisible();
  if (await without.isVisible()) await without.click();
  return authenticator;
}

test('a shared picture, and a shared text, come to the doctor', async ({ page, context, baseURL }) => {
  await controlled(page);
  for (const [text, files, account] of [
    ['', ['qr/one.png'], 'alice'],
    ['A key for you', ['qr/one.png'], 'alice'],
    [URI, [], 'bob'],
  ] as const) {
    const authenticator = await open(context, baseURL!, text, [...files]);
    await expect(authenticator.heading('Check before you add')).toBeVisible();
    await expect(authenticator.field('Account')).toHaveValue(account);
  }
});

test('a text that is shared with a picture is looked at, too', async ({ page, context, baseURL }) => {
  await controlled(page);
  const pictured = await open(context, baseURL!, URI, ['qr/one.png']);
  await expect(pictured.heading('2 keys to check')).toBeVisible();
  await expect(pictured.entry('Gov Cloud, alice')).toBeVisible();
  await expect(pictured.entry('Gov Cloud, bob')).toBeVisible();
  const filed = await open(context, baseURL!, URI, ['import/lastpass.json']);
  await expect(filed.root.getByText(/^Read as: .*LastPass/)).toBeVisible();
  await expect(filed.root.getByRole('checkbox', { name: 'Gov Cloud · bob' })).toBeChecked();
});

test('the manifest sends a link into the fragment', async () => {
  const manifest = JSON.parse(await readFile('dist/manifest.webmanifest', 'utf8'));
  expect(manifest.protocol_handlers).toEqual([{ protocol: 'web+otpauth', url: '/authenticator#uri=%s' }]);
  expect(manifest.share_target.action).toBe('/authenticator/share');
  expect(manifest.share_target.params.files[0].name).toBe('files');
});
