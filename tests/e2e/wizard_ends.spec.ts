// What ends under the open wizard: the proof, the session, the key, and what it was opened for.
import { expect, open, test } from './fixtures';
import { ENTRY, bind, installApplication, openAccount, proveIdentity, reachQr } from './journey';
import { told } from './pages/factors';
import { PolicyPage } from './pages/policy';
import { STEPS } from './pages/wizard';

/** How long a proof of identity is good under the preset Keycloak-like; a key waits ten minutes. */
const PROOF_SECONDS = 300;

test('a proof of identity that has run out is none, and leads back to the proof', async ({ app }) => {
  const { console, page, wizard } = app;
  const policy = new PolicyPage(page);
  await openAccount(app);
  await policy.open();
  await policy.putInForce('Keycloak-like');
  await console.openWizard();
  await proveIdentity(app);
  await installApplication(app);
  const phone = await app.showPhone();
  await phone.openApplication();
  await phone.scan();
  await app.pass(PROOF_SECONDS + 1);
  const code = await phone.readCode(ENTRY);
  await app.showConsole();
  await wizard.securityCode.fill(code);
  await wizard.next();
  await wizard.expectStep(STEPS.identity);
  await expect(wizard.alert(/proof of your identity is too old/)).toBeVisible();
  await expect(wizard.qr).toBeHidden();
  expect(await told(page, 'KeyEnded')).toBe(1);

  await proveIdentity(app, 3);
  await wizard.button('Close').click();
  const goOn = console.text('Identity verified: go on in “Settings”');
  await expect(goOn).toBeVisible();
  await app.pass(PROOF_SECONDS);
  await expect(goOn).toBeHidden();
  await console.button('Settings').click();
  await wizard.expectStep(STEPS.identity);
  await expect(wizard.text(/Your identity is verified/)).toBeHidden();
  await expect(wizard.button('Send code')).toBeVisible();
});

test('a session that is ended from another browser ends the key on show, and one reason is told', async ({ app, context }) => {
  const { console } = app;
  await reachQr(app);
  const other = await open(await context.newPage(), '/console');
  const { factors } = other;
  await factors.play('Browser at home');
  await other.console.logOn('alice');
  await other.console.expectLoggedOn('alice');
  await factors.openSessions();
  await factors.button('End all other sessions').click();
  await expect(console.field('Username')).toBeVisible();
  await expect(console.text('This session was ended elsewhere.')).toBeVisible();
  await expect.poll(() => told(other.page, 'KeyEnded')).toBe(1);
  await expect(console.text(/Nothing was saved/)).toBeHidden();
});

test('a key that was on show before a reload has its end in the trail', async ({ app }) => {
  const { console, page, wizard } = app;
  await reachQr(app);
  await app.reload();
  await console.openWizard();
  await expect(wizard.qr).toBeVisible();
  expect(await told(page, 'KeyShown')).toBe(2);
  expect(await told(page, 'PageLeft')).toBe(1);
});

test('a wizard that another tab opened for something else does not go on under its old title', async ({ app, context }) => {
  const { console, wizard } = app;
  await bind(app);
  await console.openSecuritySettings();
  await app.devices.attachAnother.click();
  await wizard.expectStep(STEPS.install);
  const other = await open(await context.newPage(), '/console/account/security');
  await other.devices.press('MFA device', 'Switch the MFA application');
  await other.wizard.expectStep(STEPS.install);
  await expect(wizard.text(/Another tab has opened this dialog for something else/)).toBeVisible();
  await expect(wizard.button('Next')).toBeHidden();
  await wizard.button('Close').click();
  await expect(app.devices.row('MFA device').root).toBeVisible();
  await other.wizard.next();
  await expect(other.wizard.qr).toBeVisible();
  await expect(other.wizard.text(/keeps working until/)).toBeVisible();
});
