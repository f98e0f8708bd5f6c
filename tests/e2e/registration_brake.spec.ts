// Codes for a new account: giving the form up releases neither the pause between messages nor the brake on guesses.
import { expect, test } from './fixtures';
import { openAccount } from './journey';
import { PASSWORD } from './pages/console';
import { stored } from './pages/factors';

/** The pause before another message. */
const PAUSE_SECONDS = 30;

test('who fills the form in anew, or in another browser, waits for the next message and keeps the failures', async ({ app }) => {
  const { console, page, factors } = app;
  await console.fillRegistration('alice');
  await expect(console.field('Phone number')).not.toHaveValue('');
  await console.button('Create account').click();
  await console.field('Verification code').fill('000000');
  await console.button('Verify').click();
  await expect(console.alert(/code is wrong/)).toBeVisible();
  await console.button('Change what I entered').click();
  await console.field('Password').fill(PASSWORD);
  await console.button('Create account').click();
  const tooSoon = console.alert(/A code was sent to this number a moment ago/);
  await expect(tooSoon).toBeVisible();
  await expect(console.field('Phone number')).toHaveAttribute('aria-invalid', 'true');
  await factors.play('Browser at home');
  await console.fillRegistration('alice');
  await console.button('Create account').click();
  await expect(tooSoon).toBeVisible();

  await app.pass(PAUSE_SECONDS + 1);
  await console.button('Create account').click();
  await expect(console.field('Verification code')).toBeVisible();
  const registrations = await stored(page, 'registrations');
  expect(registrations.map((one) => (one.throttle as { failures: number }).failures)).toEqual([1, 1]);
  const code = await (await app.showPhone()).messageCode(2);
  await app.showConsole();
  await console.field('Verification code').fill(code);
  await console.button('Verify').click();
  await console.expectLoggedOn('alice');
  // Whoever has the phone has shown it: another account is opened at once.
  expect(await stored(page, 'registrations')).toEqual([]);
});

test('another account with the same phone is opened at once', async ({ app }) => {
  const { console, page } = app;
  await openAccount(app);
  await console.logOut();
  await page.goto('/console/register');
  await console.fillRegistration('bob');
  await console.button('Create account').click();
  await expect(console.field('Verification code')).toBeVisible();
});
