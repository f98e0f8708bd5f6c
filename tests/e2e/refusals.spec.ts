// What the console refuses, how it says so, and that it does not say too much.
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, bind, logOnWithPhone, openAccount } from './journey';
import { PASSWORD } from './pages/console';

test('registration: each mistake gets its words by its field, and nothing typed is lost', async ({ app }) => {
  const { console } = app;
  await console.fillRegistration('9lives', 'short');
  await console.button('Create account').click();
  await expect(console.alert(/begin with a letter/)).toBeVisible();
  await expect(console.alert(/at least 8 characters/)).toBeVisible();
  await expect(console.field('Username')).toHaveValue('9lives');
  await expect(console.field('Username')).toHaveAttribute('aria-invalid', 'true');
  await expect(console.field('Password')).toHaveValue('short');

  await console.fillRegistration('alice', 'password');
  await console.button('Create account').click();
  await expect(console.alert(/too common/)).toBeVisible();

  await console.fillRegistration('alice');
  await console.button('Create account').click();
  await console.field('Verification code').fill('000000');
  await console.button('Verify').click();
  await expect(console.alert(/code is wrong/)).toBeVisible();
  await app.pass(601);
  const code = await (await app.showPhone()).messageCode(1);
  await console.field('Verification code').fill(code);
  await console.button('Verify').click();
  await expect(console.alert(/expired|Too much time/)).toBeVisible();
});

test('a taken username is refused', async ({ app }) => {
  const { console, page } = app;
  await openAccount(app);
  await console.logOut();
  await page.goto('/console/register');
  await console.fillRegistration('Alice');
  await console.button('Create account').click();
  await expect(console.alert(/taken/)).toBeVisible();
});

test('a wrong password and an unknown username get the same answers', async ({ app }) => {
  const { console, page } = app;
  await openAccount(app);
  await console.logOut();
  const answers: string[][] = [];
  for (const username of ['alice', 'nobody']) {
    const heard: string[] = [];
    await page.goto('/console/log-on');
    for (const seconds of [0, 6, 11]) {
      await app.pass(seconds);
      await expect(console.alert(/Try again at/)).toBeHidden();
      await console.logOn(username, 'not the password');
      const alert = console.alert(/Try again at/);
      await expect(alert).toBeVisible();
      heard.push((await alert.innerText()).replace(/\d+/g, '#'));
    }
    answers.push(heard);
  }
  expect(answers[1]).toEqual(answers[0]);
});

test('wrong codes: a growing wait, then a lock that says until when', async ({ app }) => {
  const { console } = app;
  await bind(app);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice');
  await console.enterSecurityCode('000000');
  await expect(console.alert(/security code is wrong/)).toBeVisible();
  // At once again: the answer is the wait, whatever the code.
  await console.enterSecurityCode('111111');
  await expect(console.window.getByText(/Try again at/)).toBeVisible();
  let wait = 5;
  for (let failures = 2; failures <= 10; failures += 1) {
    await app.pass(wait + 1);
    wait *= 2;
    await expect(console.alert(/Try again at/)).toBeHidden();
    await console.enterSecurityCode('000000');
    // The wait may have outlived the attempt, which ends 10 minutes after the password.
    const outcome = console.alert(/Try again at|Locked until/).or(console.window.getByText(/Too much time has passed/));
    await expect(outcome).toBeVisible();
    if (await console.field('Password').isVisible()) {
      await console.logOn('alice');
      await console.enterSecurityCode('000000');
    }
    await expect(console.alert(failures < 10 ? /Try again at/ : /Locked until/)).toBeVisible();
  }
  await app.pass(901);
  await expect(console.alert(/Locked until/)).toBeHidden();
  const phone = await app.showPhone();
  await console.enterSecurityCode(await phone.readCode(ENTRY));
  await expect(console.field('Username').or(console.heading(/logged on/))).toBeVisible();
  if (await console.field('Username').isVisible()) await logOnWithPhone(app);
  await console.expectLoggedOn('alice');
});

test('a code is accepted once, whatever the window', async ({ app }) => {
  const { console } = app;
  await bind(app);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice');
  const code = await (await app.showPhone()).readCode(ENTRY);
  await console.enterSecurityCode(`${code.slice(0, 3)}-${code.slice(3)}`);
  await console.expectLoggedOn('alice');
  await console.logOut();
  await console.logOn('alice', PASSWORD);
  await console.enterSecurityCode(code);
  await expect(console.alert(/used before/)).toBeVisible();
  await app.pass(NEXT_CODE_SECONDS);
  await console.enterSecurityCode(await (await app.showPhone()).readCode(ENTRY));
  await console.expectLoggedOn('alice');
});
