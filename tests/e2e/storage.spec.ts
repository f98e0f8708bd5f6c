// What is erased, what stays, and what a browser without storage shows.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { bind, openAccount, reachQr } from './journey';

test('“Start over” asks, erases the demo, and leaves the own authenticator alone', async ({ app }) => {
  const { page, authenticator, console } = app;
  await reachQr(app);
  const picture = await app.wizard.root.screenshot();
  await authenticator.open();
  await authenticator.scanFile('screen.png', picture);
  await expect(authenticator.entry('Gov Cloud, alice')).toBeVisible();

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.button('Cancel').click();
  await expect(app.question.root).toBeHidden();
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.button('Erase').click();
  await expect(page).toHaveURL(/\/console\/register$/);
  await expect(console.field('Username')).toHaveValue('');
  await authenticator.open();
  await expect(authenticator.entry('Gov Cloud, alice')).toBeVisible();

  await page.goto('/settings');
  await page.getByLabel(/Also erase this browser/).check();
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.button('Erase').click();
  await expect(page).toHaveURL(/\/console\/register$/);
  await authenticator.open();
  await expect(authenticator.root.getByText('No codes yet')).toBeVisible();
  await expect(authenticator.entry('Gov Cloud, alice')).toHaveCount(0);
});

test('after “Start over” the same username can be opened again', async ({ app }) => {
  const { page } = app;
  await bind(app);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.button('Erase').click();
  await expect(page).toHaveURL(/\/console\/register$/);
  await openAccount(app);
});

test('no IndexedDB: a clear text instead of the app', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'This browser keeps nothing for this page' })).toBeVisible();
});

test('storage that refuses to open: a screen that says so, with a way on', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked by the user', 'SecurityError');
    };
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'This browser does not let the page store anything' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test.describe('inside a frame', () => {
  // What a worker answers from its cache, this test could not change.
  test.use({ serviceWorkers: 'block' });

  const frame = async (page: Page, address: string) => {
    await page.goto('/settings');
    await page.evaluate((address) => {
      const element = document.createElement('iframe');
      element.src = address;
      document.body.append(element);
    }, address);
  };

  test('the headers forbid it', async ({ page, complaints }) => {
    await frame(page, '/authenticator');
    await expect.poll(() => complaints.join()).toContain("frame-ancestors 'none'");
    await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Authenticator' })).toHaveCount(0);
    // The complaint is the browser's word that it did what the header asked for.
    complaints.splice(0);
  });

  test('a host without the headers: the page itself refuses', async ({ page, complaints }) => {
    await page.route('**/authenticator', async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': _policy, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await frame(page, '/authenticator');
    const inside = page.frameLocator('iframe');
    await expect(inside.getByRole('heading', { name: 'Counterpart does not run inside another page' })).toBeVisible();
    await expect(inside.locator('#content')).toHaveCount(0);
    // The test runner's own word on the worker that it blocked.
    expect(complaints.splice(0).filter((complaint) => !complaint.includes('blocked by Playwright'))).toEqual([]);
  });
});
