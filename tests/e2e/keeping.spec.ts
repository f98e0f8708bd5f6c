// Whatever is worth keeping has the browser asked, once, to keep what is stored here.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { keyUri, seed } from './own-entries';
import { Transfer } from './pages/transfer';
import { Vault } from './pages/vault';

/** A browser that promises nothing; how often it was asked. */
async function asked(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    StorageManager.prototype.persist = () => {
      sessionStorage.setItem('asked', `${Number(sessionStorage.getItem('asked')) + 1}`);
      return Promise.resolve(false);
    };
  });
  return () => page.evaluate(() => Number(sessionStorage.getItem('asked')));
}

test('the first key that is added', async ({ app: { authenticator, page } }) => {
  const times = await asked(page);
  await authenticator.openAdd();
  await authenticator.pasteText(keyUri('alice'));
  await expect(authenticator.heading('Check before you add')).toBeVisible();
  expect(await times()).toBe(0);
  await authenticator.addThenAnother();
  await expect.poll(times).toBe(1);
  for (const account of ['bob', 'carol']) {
    await authenticator.openAdd();
    await authenticator.pasteText(keyUri(account));
    await authenticator.addThenAnother();
    await expect(authenticator.root.getByText(`Gov Cloud, ${account} is added.`)).toBeVisible();
  }
  expect(await times()).toBe(1);
});

test('the first import', async ({ app: { authenticator, page } }) => {
  const times = await asked(page);
  await authenticator.open();
  const transfer = new Transfer(page);
  await transfer.openImport();
  await authenticator.pasteText([keyUri('alice'), keyUri('bob')].join('\n'));
  await expect(transfer.heading('Before anything is stored')).toBeVisible();
  expect(await times()).toBe(0);
  await transfer.importSelected();
  await expect.poll(times).toBe(1);
  await transfer.button('Import something else').click();
  await authenticator.pasteText(keyUri('carol'));
  expect(await transfer.importSelected()).toBe(1);
  // Protecting them afterwards asks no more.
  const vault = new Vault(page);
  await vault.openProtection();
  await vault.protect();
  expect(await times()).toBe(1);
});

test('protection, of what was here before any of this', async ({ app: { page } }) => {
  const times = await asked(page);
  const vault = new Vault(page);
  await vault.open();
  await expect(vault.button('Go on without')).toBeVisible();
  await seed(page, [{ account: 'alice' }]);
  await vault.button('Protect with a password').click();
  await expect(vault.field('New password')).toBeVisible();
  expect(await times()).toBe(0);
  await vault.button('Back').click();
  await vault.protect();
  await expect.poll(times).toBe(1);
  // The answer was noted; what is added to the vault asks no more.
  await page.reload();
  await vault.unlock();
  await vault.openProtection();
  await vault.changePassword('another long password');
  expect(await times()).toBe(1);
});
