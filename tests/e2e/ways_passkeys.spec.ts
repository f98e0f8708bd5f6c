// Passkeys, beside a security code; and how all the pages of these ways can be used.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { NEXT_CODE_SECONDS, bind, codeOn, logOnAndTrust, toSecondStep } from './journey';
import { addSecurityKey, rewrite, stored, told } from './pages/factors';
import { inBothLanguages } from './plays';

/** How long a factor that was shown is good for a sensitive action. */
const FRESHNESS_SECONDS = 20 * 60;

inBothLanguages(() => {
  test('a passkey is added, logs on, and is removed', async ({ app }) => {
    const { console, page, factors } = app;
    const session = await addSecurityKey(page);
    await bind(app);
    await factors.openSecurity();
    await factors.button('Add a passkey').click();
    await factors.button('Add').click();
    await expect(console.alert(/Enter a name/)).toBeVisible();
    await factors.button('Cancel').click();
    await factors.addPasskey('Blue key');
    await expect(factors.rows('Passkeys')).toContainText(['Blue key']);
    await expect(factors.rows('Passkeys')).toContainText([app.words.say('Not used yet')]);

    // The same device makes no second one.
    await factors.button('Add a passkey').click();
    await console.field('Name of the passkey').fill('Again');
    await factors.button('Add').click();
    await expect(console.alert(/holds a passkey of this account already/)).toBeVisible();
    await factors.button('Cancel').click();
    const [passkey] = await stored(page, 'passkeys');
    expect(passkey?.name).toBe('Blue key');

    await console.logOut();
    await toSecondStep(app);
    await factors.button('Use a passkey').click();
    await console.expectLoggedOn('alice');
    await expect(factors.text(/Logged on with a password and a passkey/)).toBeVisible();
    await factors.openSecurity();
    await expect(factors.rows('Passkeys')).toContainText([app.words.say(/Last used/)]);
    const [used] = await stored(page, 'passkeys');
    expect(Number(used?.sign_count)).toBeGreaterThan(Number(passkey?.sign_count));

    // A copy that has signed less often is refused, and says why.
    await rewrite(page, 'passkeys', { sign_count: 1_000 });
    await console.logOut();
    await toSecondStep(app);
    await factors.button('Use a passkey').click();
    await expect(console.alert(/may have been copied/)).toBeVisible();
    expect(await told(page, 'FactorRefused')).toBe(1);
    // On another device there is none, and the other ways still work.
    await session.send('WebAuthn.disable');
    await addSecurityKey(page);
    await factors.button('Use a passkey').click();
    await expect(console.alert(/No passkey was shown/)).toBeVisible();
    await app.pass(NEXT_CODE_SECONDS);
    await console.enterSecurityCode(await codeOn(app));
    await console.expectLoggedOn('alice');

    await factors.openSecurity();
    await factors.pressIn('Passkeys', 'Remove');
    await app.question.button('Remove').click();
    await expect(factors.text('The passkey was removed.')).toBeVisible();
    await expect(factors.rows('Passkeys')).toHaveCount(0);
    expect(await stored(page, 'passkeys')).toEqual([]);
    await console.logOut();
    await toSecondStep(app);
    await expect(factors.button('Use a passkey')).toBeHidden();
  });
});

test('a passkey is shown again before a sensitive action, in a trusted browser too', async ({ app }) => {
  const { console, page, factors } = app;
  await addSecurityKey(page);
  await bind(app);
  await factors.addPasskey('Blue key');
  // Logged on without a second factor, nothing is made without one; and 20 minutes later none is removed.
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await logOnAndTrust(app);
  await console.logOut();
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  await factors.openSecurity();
  await factors.button('Make recovery codes').click();
  const dialog = app.devices.stepUp;
  await expect(dialog.root).toBeVisible();
  await expect(factors.text('Your new recovery codes')).toBeHidden();
  await dialog.button('Use a passkey').click();
  await factors.shownCodes();
  await factors.keepCodes();
  expect(await told(page, 'SteppedUp')).toBe(1);
  await app.pass(FRESHNESS_SECONDS + 60);
  const remove = factors.rows('Passkeys').getByRole('button', { name: 'Remove' });
  await remove.click();
  await expect(dialog.root).toBeVisible();
  await expect(app.question.root).toBeHidden();
  await dialog.button('Close').click();
  await expect(dialog.root).toBeHidden();
  await expect(app.question.root).toBeHidden();
  await expect(factors.rows('Passkeys')).toHaveCount(1);
  await remove.click();
  await dialog.button('Use a passkey').click();
  await expect(app.question.root).toBeVisible();
  await expect(dialog.root).toBeHidden();
  await expect(factors.rows('Passkeys')).toHaveCount(1);
  await app.question.button('Remove').click();
  await expect(factors.text('The passkey was removed.')).toBeVisible();
  await expect(factors.rows('Passkeys')).toHaveCount(0);
  expect(await told(page, 'SteppedUp')).toBe(2);
  // The passkey may have earned the trust.
  expect(await stored(page, 'trusted_browsers')).toEqual([]);
});

test('the pages beside a security code are accessible, from 360 px up, in both languages', async ({ app }) => {
  test.setTimeout(300_000);
  const { console, page, factors } = app;
  await addSecurityKey(page);
  await bind(app);
  await factors.openSecurity();
  await expectAccessible(page, 'factors');
  await factors.button('Make recovery codes').click();
  await factors.shownCodes();
  await factors.button('Finish').click();
  await expect(console.alert(/Confirm first/)).toBeVisible();
  await expectAccessible(page, 'new recovery codes');
  await factors.keepCodes();
  await factors.addPasskey('Blue key');
  await factors.button('Add a passkey').click();
  await expect(console.field('Name of the passkey')).toBeVisible();
  await expectAccessible(page, 'another passkey');
  await factors.button('Cancel').click();
  const passkeys = console.root.getByRole('list', { name: /^(Passkeys|通行密钥)$/ });
  await expectAccessible(page, 'removal', {
    open: async () => {
      await passkeys.getByRole('button', { name: /^(Remove|移除)$/ }).click();
      await expect(app.question.root).toBeVisible();
    },
  });
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await logOnAndTrust(app);
  await factors.openSessions();
  await expectAccessible(page, 'sessions');
  await factors.pressIn('Trusted browsers', 'Revoke');
  await expect(factors.text('No browser is trusted.')).toBeVisible();
  await console.logOut();
  await toSecondStep(app);
  await expectAccessible(page, 'second step');
  await factors.button('Use a recovery code').click();
  await factors.enterRecoveryCode('0000-0000-0000-0000');
  await expect(console.alert(/recovery code is wrong/)).toBeVisible();
  await expectAccessible(page, 'recovery code');
});
