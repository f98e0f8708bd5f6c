// Whatever is worth keeping has the browser asked, once, to keep what is stored here.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { keyUri } from './own-entries';

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
