// A walk through every screen of the main job; whoever takes it looks at each.
import { expect } from '@playwright/test';
import { ENTRY, NEXT_CODE_SECONDS } from './journey';
import type { Counterpart } from './pages/counterpart';
import { PASSWORD } from './pages/console';
import { STEPS } from './pages/wizard';

/** Looks at a screen. What lies over the page is brought by `open`, in either language, and left by Escape. */
export type Visit = (screen: string, open?: () => Promise<void>) => Promise<void>;

export async function tour(app: Counterpart, visit: Visit): Promise<void> {
  const { console, wizard, desk, authenticator, page } = app;
  const toSide = async (side: 'console' | 'phone') => (side === 'console' ? app.showConsole() : app.showPhone());

  await visit('01-register');
  await console.button('Create account').click();
  await expect(console.root.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
  await visit('02-register-mistakes');
  await console.fillRegistration('alice');
  await console.button('Create account').click();
  await expect(console.field('Verification code')).toBeVisible();
  await visit('03-identity-verification');
  const phone = await app.showPhone();
  await visit('04-phone-home');
  let code = await phone.messageCode(1);
  await visit('05-phone-messages');
  await toSide('console');
  await console.field('Verification code').fill(code);
  await console.button('Verify').click();
  await console.expectLoggedOn('alice');
  await visit('06-home-unbound');
  await page.goto('/console/account');
  await expect(console.heading('Account Management')).toBeVisible();
  await visit('07-basic-information');
  await console.openSecuritySettings();
  await visit('08-security-settings');

  await console.button('Settings').click();
  await wizard.expectStep(STEPS.identity);
  await visit('09-wizard-identity');
  await wizard.chooseManualVerification();
  await expect(wizard.button('Submit for review')).toBeVisible();
  await visit('10-wizard-manual');
  await page.reload();
  await console.openWizard();
  await wizard.choosePhoneVerification();
  await wizard.button('Send code').click();
  await visit('11-wizard-phone');
  await toSide('phone');
  code = await phone.messageCode(2);
  await toSide('console');
  await wizard.field('Verification code').fill(code);
  await wizard.next();
  await wizard.expectStep(STEPS.install);
  await visit('12-wizard-install');
  await toSide('phone');
  await phone.openStore();
  await visit('13-phone-store');
  await phone.install();
  await phone.openApplication();
  await visit('14-phone-authenticator-empty');
  await phone.button('Enter key').click();
  await visit('15-phone-enter-key');
  await phone.home();
  await phone.openApplication();
  await toSide('console');
  await wizard.next();
  await wizard.expectStep(STEPS.link);
  await expect(wizard.qr).toBeVisible();
  await visit('16-wizard-link');
  await wizard.showKey();
  await wizard.securityCode.fill('000000');
  await wizard.next();
  await expect(wizard.alert(/code/)).toBeVisible();
  await visit('17-wizard-link-wrong-code');
  await app.pass(6);
  await toSide('phone');
  await phone.scan();
  await phone.readCode(ENTRY);
  await visit('18-phone-entry');
  // The look may have taken longer than the code's window.
  code = await phone.readCode(ENTRY);
  await toSide('console');
  await wizard.securityCode.fill(code);
  await wizard.next();
  await wizard.expectStep(STEPS.attached);
  await visit('19-wizard-attached');
  await wizard.button('Done').click();
  await expect(console.text(/Bound since/)).toBeVisible();
  await visit('20-security-settings-bound');

  await console.logOut();
  await visit('21-log-on');
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice', PASSWORD);
  await expect(console.field('Security code')).toBeVisible();
  await visit('22-log-on-security-code');
  await toSide('phone');
  code = await phone.readCode(ENTRY);
  await toSide('console');
  await console.enterSecurityCode(code);
  await console.expectLoggedOn('alice');
  await visit('23-home-bound');
  await desk.open();
  await expect(desk.text('Nothing is waiting.')).toBeVisible();
  await visit('24-desk');
  await authenticator.open();
  await visit('25-authenticator');
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await visit('26-settings');
  await visit('27-start-over', async () => {
    await page.getByRole('button', { name: /^(Start over|重新开始)$/ }).click();
    await expect(app.question.root).toBeVisible();
  });
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
  await visit('28-not-found');
}
