// What the console says of a clock, a trust and an appeal is what the policy in force makes of it.
import { expect, test } from './fixtures';
import { NEXT_CODE_SECONDS, bind, codeOn, toSecondStep } from './journey';
import { rewrite, stored } from './pages/factors';
import { TOPICS } from './pages/help';
import { PolicyPage } from './pages/policy';

/** An approval that nobody uses for so long is worth nothing. */
const LAPSED_SECONDS = 2 * 86_400;
const DAY_MILLIS = 86_400_000;

test('a clock is said to be allowed for as far as it is', async ({ app }) => {
  const { console, page } = app;
  const policy = new PolicyPage(page);
  await bind(app);
  const [account] = await stored(page, 'accounts');
  const [device] = account?.devices as Record<string, unknown>[];
  await rewrite(page, 'accounts', { devices: [{ ...device, drift_steps: 60 }] });
  for (const [preset, told] of [
    [undefined, 'Clock: 30 min fast, allowed for'],
    ['Strict', 'Clock: 30 min fast, 10 min of it allowed for'],
    ['Keycloak-like', 'Clock: 30 min fast, not allowed for'],
  ] as const) {
    if (preset !== undefined) {
      await policy.open();
      await policy.putInForce(preset);
    }
    await console.openSecuritySettings();
    await expect(app.devices.row('MFA device').root).toContainText(told);
  }
});

test('a trust is said to last as long as the policy in force lets it', async ({ app }) => {
  const { console, page, factors } = app;
  const policy = new PolicyPage(page);
  await bind(app);
  await policy.open();
  await policy.putInForce('Keycloak-like');
  await page.goto('/console');
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await toSecondStep(app);
  await console.field('Trust this browser for 30 days').check();
  await console.enterSecurityCode(await codeOn(app));
  await console.expectLoggedOn('alice');
  const [trust] = await stored(page, 'trusted_browsers');
  const end = (days: number) =>
    page.evaluate((at) => {
      const date = new Date(at);
      const two = (number: number) => String(number).padStart(2, '0');
      const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
      return `until ${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
    }, Number(trust?.trusted_at) + days * DAY_MILLIS);
  await factors.openSessions();
  await expect(factors.rows('Trusted browsers')).toContainText([await end(30)]);
  await policy.open();
  await policy.putInForce('Gov Cloud');
  await factors.openSessions();
  await expect(factors.rows('Trusted browsers')).toContainText([await end(7)]);
});

test('an approval that nobody used is said to have lapsed, and each end of an appeal has its next step', async ({ app }) => {
  const { console, desk, page, help } = app;
  const comeToAppeal = async () => {
    await page.goto('/console');
    await toSecondStep(app);
    await help.openFromLogOn();
    return help.topic(TOPICS.phone);
  };
  await bind(app);
  await console.logOut();
  await comeToAppeal();
  await help.appeal();
  await desk.open();
  await desk.approve();
  await expect(desk.text(/Approved: can take effect from/)).toBeVisible();
  await app.pass(LAPSED_SECONDS);
  await expect(desk.text('Approved, and not used in time')).toBeVisible();
  await expect(desk.text(/can take effect/)).toBeHidden();

  const lost = await comeToAppeal();
  await expect(lost.text('The last appeal was approved, and not used in time. Submit a new one.')).toBeVisible();
  await help.appeal();
  await desk.open();
  await desk.reject('Too dark.');
  await expect(desk.text('Nothing is waiting.')).toBeVisible();
  // The password's word still holds.
  await help.open();
  await help.topic(TOPICS.phone);
  await expect(lost.text('The desk rejected the last appeal (“Too dark.”). Correct that, and submit a new one.')).toBeVisible();
});
