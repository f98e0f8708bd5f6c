// Another browser is played in the window: nothing of the one before stays on the page.
import { expect, test } from './fixtures';
import { NEXT_CODE_SECONDS, bind, logOnWithPhone, openAccount, reachQr } from './journey';
import { told } from './pages/factors';

test('what was typed and told at the log-on stays in its browser', async ({ app }) => {
  const { console, factors } = app;
  await openAccount(app);
  await console.logOut();
  await console.logOn('alice', 'not the password');
  await expect(console.alert(/password is wrong/)).toBeVisible();
  await factors.play('Browser at home');
  await expect(console.field('Username')).toHaveValue('');
  await expect(console.field('Password')).toHaveValue('');
  await expect(console.alert(/password is wrong/)).toBeHidden();
});

test('recovery codes on show leave the page with their browser, though the same account is in the other one', async ({ app }) => {
  const { console, page, factors } = app;
  await bind(app);
  await page.goto('/console');
  await factors.play('Browser at home');
  await app.pass(NEXT_CODE_SECONDS);
  await logOnWithPhone(app);
  await factors.play('Browser at work');
  await console.expectLoggedOn('alice');
  await factors.openSecurity();
  await factors.button('Make recovery codes').click();
  await factors.shownCodes();
  const sheet = console.root.getByRole('region', { name: 'Your new recovery codes' });
  await factors.play('Browser at home');
  await expect(sheet).toBeHidden();
  await expect(factors.button('Make recovery codes')).toBeVisible();
  expect(await told(page, 'RecoveryCodesKept')).toBe(0);
});

test('a key on show ends when another browser is played', async ({ app }) => {
  const { console, page, wizard, factors } = app;
  await reachQr(app);
  await factors.play('Browser at home');
  await expect(console.field('Username')).toBeVisible();
  await expect(wizard.root).toBeHidden();
  expect(await told(page, 'KeyEnded')).toBe(1);
  await factors.play('Browser at work');
  await expect(console.heading('Account Management')).toBeVisible();
  await expect(wizard.root).toBeHidden();
});

test('what was ordered is told in its browser only', async ({ app }) => {
  const { console, page, factors } = app;
  await openAccount(app);
  await page.goto('/console');
  await factors.play('Browser at home');
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  await console.button('Order Object Storage').click();
  const ordered = console.text('Object Storage is ordered.');
  await expect(ordered).toBeVisible();
  await factors.play('Browser at work');
  await console.expectLoggedOn('alice');
  await expect(console.button('Order Object Storage')).toBeVisible();
  await expect(ordered).toBeHidden();
});
