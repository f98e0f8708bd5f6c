// What the console refuses, how it says so, and that it does not say too much.
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, bind, logOnWithPhone, openAccount, toSecondStep, tryCode } from './journey';
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

  // A password is pasted, as a manager of passwords does (V15).
  await console.field('Password').clear();
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.page.evaluate(() => navigator.clipboard.writeText('pasted, not typed'));
  await app.page.keyboard.press('ControlOrMeta+V');
  await expect(console.field('Password')).toHaveValue('pasted, not typed');

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
  const { console, page } = app;
  /** How long the console says that it waits, in seconds. */
  const toldWait = async () => {
    const told = /(?:at|until) (\d+):(\d+):(\d+)/.exec(await console.alert(/Try again at|Locked until/).innerText());
    const [hours, minutes, seconds] = (told ?? []).slice(1).map(Number) as [number, number, number];
    const now = await page.evaluate(() => {
      const date = new Date();
      return date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds();
    });
    const day = 86_400;
    return (hours * 3600 + minutes * 60 + seconds - now + day) % day;
  };
  const refuse = async () => {
    await tryCode(app, '000000');
    await expect(console.alert(/Try again at|Locked until/)).toBeVisible();
  };
  await bind(app);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await toSecondStep(app);

  const waits: number[] = [];
  for (let failures = 1; failures <= 10; failures += 1) {
    await refuse();
    if (await console.alert(/Locked until/).isVisible()) break;
    await expect(console.alert(/security code is wrong/)).toBeVisible();
    waits.push(await toldWait());
    if (failures === 3) {
      // At once again: the answer is the wait, whatever the code. By now it is so long that no busy machine outlasts it.
      await console.enterSecurityCode('111111');
      await expect(console.alert(/Try again at/)).toBeVisible();
    }
    await app.pass((await toldWait()) + 1);
    await expect(console.alert(/Try again at/)).toBeHidden();
  }
  await expect(console.alert(/Locked until/)).toBeVisible();
  // 5, 10, 20 … seconds, at most 5 minutes; less the moment that passed before the test read them.
  for (const [before, wait] of waits.entries()) {
    const whole = Math.min(5 * 2 ** before, 300);
    expect(wait, `after ${before + 1} failures`).toBeLessThanOrEqual(whole);
    if (before > 2) expect(wait).toBeGreaterThan(whole / 2);
  }
  expect(await toldWait()).toBeLessThanOrEqual(900);

  await app.pass(901);
  // The lock has outlived the attempt.
  await expect(console.field('Password')).toBeVisible();
  await logOnWithPhone(app);
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
