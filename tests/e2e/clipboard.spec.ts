// A code on the clipboard: for thirty seconds, and never in place of what a person copied since.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { CodesPage } from './pages/codes';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** The window loses the focus, or gets it back, as the page sees it: here no page ever loses it. */
async function setFocus(page: Page, hasFocus: boolean): Promise<void> {
  await page.evaluate((hasFocus) => {
    document.hasFocus = () => hasFocus;
    const { clipboard } = navigator;
    const refuse = () => Promise.reject(new DOMException('Document is not focused.', 'NotAllowedError'));
    if (hasFocus) Reflect.deleteProperty(clipboard, 'readText');
    else Object.assign(clipboard, { readText: refuse });
    window.dispatchEvent(new Event(hasFocus ? 'focus' : 'blur'));
  }, hasFocus);
}

test('a tap copies, the word says how long, and then the clipboard is empty', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const codes = await CodesPage.openedAt(page, 1_111_111_100);
  await codes.card('GitHub, alice@example.com').click();
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
  expect(await clipboard(page)).toBe('081804');
  await page.clock.fastForward(30_500);
  await expect(codes.root.getByText('The clipboard is cleared')).toBeVisible();
  expect(await clipboard(page)).toBe('');
});

test('what was copied over the code is left alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const codes = await CodesPage.openedAt(page, 1_111_111_100);
  await codes.face('Bank, carol').click();
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
  await page.evaluate(() => navigator.clipboard.writeText('a letter'));
  await page.clock.fastForward(30_500);
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeHidden();
  expect(await clipboard(page)).toBe('a letter');
});

test('copied, and another window entered: the clipboard is cleared on the way back, if the page may look', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const codes = await CodesPage.openedAt(page, 1_111_111_100);
  await codes.face('Bank, carol').click();
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
  await setFocus(page, false);
  await page.clock.fastForward(30_500);
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
  await setFocus(page, true);
  await expect(codes.root.getByText('The clipboard is cleared')).toBeVisible();
  expect(await clipboard(page)).toBe('');
});

test('copied, and another window entered: a page that may not look says that it cleared nothing', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-write']);
  const codes = await CodesPage.openedAt(page, 1_111_111_100);
  await codes.face('Bank, carol').click();
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
  await setFocus(page, false);
  await page.clock.fastForward(30_500);
  await setFocus(page, true);
  const left = codes.root.getByRole('status').getByText(/The clipboard was not cleared/);
  await expect(left).toBeVisible();
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeHidden();
  await page.clock.fastForward(6_000);
  await expect(left).toBeHidden();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  expect(await clipboard(page)).toBe('081804');
});
