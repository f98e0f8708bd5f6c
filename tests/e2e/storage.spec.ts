// What is erased, what stays, and what a browser without storage shows.
import { expect, test } from './fixtures';
import { bind, openAccount, reachQr } from './journey';

test('“Start over” asks, erases the demo, and leaves the own authenticator alone', async ({ app }) => {
  const { page, authenticator, console } = app;
  await reachQr(app);
  const picture = await app.wizard.dialog.screenshot();
  await authenticator.open();
  await authenticator.scanFile('screen.png', picture);
  await expect(authenticator.entry('Gov Cloud, alice')).toBeVisible();

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.question).toBeHidden();
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.getByRole('button', { name: 'Erase' }).click();
  await expect(page).toHaveURL(/\/console\/register$/);
  await expect(console.field('Username')).toHaveValue('');
  await authenticator.open();
  await expect(authenticator.entry('Gov Cloud, alice')).toBeVisible();

  await page.goto('/settings');
  await page.getByLabel(/Also erase this browser/).check();
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.getByRole('button', { name: 'Erase' }).click();
  await expect(page).toHaveURL(/\/console\/register$/);
  await authenticator.open();
  await expect(authenticator.root.getByText('Scan an image file', { exact: true })).toBeVisible();
  await expect(authenticator.entry('Gov Cloud, alice')).toHaveCount(0);
});

test('after “Start over” the same username can be opened again', async ({ app }) => {
  const { page } = app;
  await bind(app);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Start over' }).click();
  await app.question.getByRole('button', { name: 'Erase' }).click();
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

test('inside a frame nothing runs', async ({ page, baseURL, complaints }) => {
  await page.goto('/settings');
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, `${baseURL}/authenticator`);
  await expect.poll(() => complaints.some((complaint) => complaint.includes('frame'))).toBe(true);
  await expect(page.frameLocator('iframe').locator('#content')).toHaveCount(0);
  // The complaint is the browser's word that the header forbade the frame: it is what was asked for.
  complaints.splice(0);
});
