// What somebody can do to an account who has its username and nothing else.
import { expect, test } from './fixtures';
import { openAccount } from './journey';
import { stored } from './pages/factors';
import { Help, TOPICS } from './pages/help';

test('wrong passwords lock browsers that are new to the account, and not the one where it was logged on', async ({ app }) => {
  test.setTimeout(120_000);
  const { console, factors } = app;
  await openAccount(app);
  await console.logOut();

  await factors.play("A stranger's browser");
  for (const wait of [6, 11, 21, 41, 81, 161, 301, 301, 301]) {
    await console.logOn('alice', 'not the password of alice');
    await expect(console.alert(/Try again at/)).toBeVisible();
    await app.pass(wait);
    await expect(console.alert(/Try again at/)).toBeHidden();
  }
  await console.logOn('alice', 'not the password of alice');
  await expect(console.alert(/Locked until/)).toBeVisible();
  const phone = await app.showPhone();
  await phone.expectTold('Messages', /Passwords for alice are refused until .* in browsers that are new to it/, 1);

  await app.showConsole();
  await factors.play('Browser at work');
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
});

test("a reset that a stranger asked for neither holds the owner's up nor outlives it", async ({ app, page }) => {
  const { console, factors } = app;
  const { help } = app;
  await openAccount(app);
  await console.logOut();

  const ask = async (): Promise<Awaited<ReturnType<Help['topic']>>> => {
    await help.open();
    const reset = await help.topic(TOPICS.password);
    await reset.field('Username').fill('alice');
    await reset.button('Send code').click();
    await expect(reset.text(/a code was sent to its phone/)).toBeVisible();
    return reset;
  };
  await factors.play("A stranger's browser");
  await ask();
  const ofStranger = await (await app.showPhone()).messageCode(2);
  await app.showConsole();
  // At once: the pause between two messages that anybody may ask for is not the owner's.
  await factors.play('Browser at work');
  const reset = await ask();
  const code = await (await app.showPhone()).messageCode(3);
  expect(await stored(page, 'password_resets')).toHaveLength(2);
  await app.showConsole();
  await reset.field('Verification code').fill(code);
  await reset.field('New password').fill('a quite different sentence');
  await reset.button('Set the new password').click();
  await expect(reset.text(/The password is changed/)).toBeVisible();
  expect(await stored(page, 'password_resets')).toEqual([]);

  // Whoever comes by the stranger's code sets no other password with it.
  await factors.play("A stranger's browser");
  await help.open();
  await expect((await help.topic(TOPICS.password)).field('Verification code')).toBeHidden();
  expect(ofStranger).toMatch(/^\d{6}$/);
  await page.goto('/console/log-on');
  await console.logOn('alice', 'a quite different sentence');
  await console.expectLoggedOn('alice');
});
