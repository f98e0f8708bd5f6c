// The ways that several tests walk to the place they are about.
import { expect } from '@playwright/test';
import type { Counterpart } from './pages/counterpart';
import { STEPS } from './pages/wizard';
import { PIXEL } from './pixel';

export const ENTRY = 'Gov Cloud, alice';
/** A code's step is 30 s; the next one is surely there after this. */
export const NEXT_CODE_SECONDS = 31;

/** Opens alice's account, by the message on the phone. */
export async function openAccount(app: Counterpart, username = 'alice'): Promise<void> {
  const console = await app.showConsole();
  await console.fillRegistration(username);
  await expect(console.field('Phone number')).not.toHaveValue('');
  await console.button('Create account').click();
  await expect(console.field('Verification code')).toBeVisible();
  const code = await (await app.showPhone()).messageCode(1);
  await app.showConsole();
  await console.field('Verification code').fill(code);
  await console.button('Verify').click();
  await console.expectLoggedOn(username);
}

/** From account management to the wizard's second step, by a message. */
export async function proveIdentity(app: Counterpart, messages = 2): Promise<void> {
  await app.wizard.expectStep(STEPS.identity);
  await app.wizard.choosePhoneVerification();
  await app.wizard.button('Send code').click();
  const code = await (await app.showPhone()).messageCode(messages);
  await app.showConsole();
  await app.wizard.field('Verification code').fill(code);
  await app.wizard.next();
  await app.wizard.expectStep(STEPS.install);
}

/** Applies for a manual verification, with a document. */
export async function submitPapers({ wizard }: Counterpart, reason: string): Promise<void> {
  await wizard.field('Name').fill('Alice Example');
  await wizard.field('Reason').fill(reason);
  await wizard.field('Document').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: PIXEL });
  await wizard.button('Submit for review').click();
  await expect(wizard.text(/Waiting for the reviewer/)).toBeVisible();
}

/** Opens an account, and applies for a manual verification. */
export async function openAccountAndApply(app: Counterpart, reason: string): Promise<void> {
  await openAccount(app);
  await app.console.openWizard();
  await app.wizard.chooseManualVerification();
  await submitPapers(app, reason);
}

/** From the second step to the QR code. */
export async function installApplication(app: Counterpart): Promise<void> {
  await (await app.showPhone()).install();
  await app.showConsole();
  await app.wizard.next();
  await app.wizard.expectStep(STEPS.link);
  await expect(app.wizard.qr).toBeVisible();
}

/** Scans the QR code and attaches the device with the code that the phone then shows. */
export async function linkByPixels(app: Counterpart, phone?: RegExp, application?: string): Promise<void> {
  const shown = await app.showPhone(phone);
  await shown.openApplication(application);
  await shown.scan();
  const code = await shown.readCode(ENTRY);
  await app.showConsole();
  await app.wizard.securityCode.fill(code);
  await app.wizard.next();
  await app.wizard.expectStep(STEPS.attached);
}

/** Opens an account and takes its wizard to the QR code. */
export async function reachQr(app: Counterpart): Promise<void> {
  await openAccount(app);
  await app.console.openWizard();
  await proveIdentity(app);
  await installApplication(app);
}

/** Opens an account and binds a device to it. */
export async function bind(app: Counterpart): Promise<void> {
  await reachQr(app);
  await linkByPixels(app);
  await app.wizard.button('Done').click();
  await expect(app.wizard.root).toBeHidden();
}

/** The code that this phone's application shows; where the account has several entries there, that of the one at `place`. */
export async function codeOn(app: Counterpart, phone?: string | RegExp, application?: string, place?: number): Promise<string> {
  const shown = await app.showPhone(phone);
  await shown.openApplication(application);
  const code = await shown.readCode(ENTRY, place);
  await app.showConsole();
  return code;
}

/** What the owner was told on the phone, as an SMS or as mail. */
export async function expectTold(app: Counterpart, where: 'Mail' | 'Messages', what: RegExp, count = 1): Promise<void> {
  await (await app.showPhone()).expectTold(where, what, count);
  await app.showConsole();
}

/** Shows a security code in the dialog that asks for one before something sensitive. */
export async function confirmWithCode(app: Counterpart): Promise<void> {
  await expect(app.devices.stepUp.root).toBeVisible();
  await app.devices.confirmWithCode(await codeOn(app));
  await expect(app.devices.stepUp.root).toBeHidden();
}

/** The desk approves what waits there. */
export async function approve(app: Counterpart): Promise<void> {
  await app.desk.approve();
  await expect(app.desk.text(/: approved\.$/)).toBeVisible();
}

/** To the second step of logging on. */
export async function toSecondStep(app: Counterpart): Promise<void> {
  await app.showConsole();
  await app.console.logOn('alice');
  await expect(app.console.field('Security code')).toBeVisible();
}

/** Logs on with the code that the phone shows. */
export async function logOnWithPhone(app: Counterpart): Promise<void> {
  await toSecondStep(app);
  await enterCodeOfPhone(app);
}

/** Logs on with the code that the phone shows, and has the browser trusted. */
export async function logOnAndTrust(app: Counterpart): Promise<void> {
  await toSecondStep(app);
  await app.console.field('Trust this browser for 7 days').check();
  await enterCodeOfPhone(app);
}

async function enterCodeOfPhone(app: Counterpart): Promise<void> {
  const code = await codeOn(app);
  await app.console.enterSecurityCode(code);
  await app.console.expectLoggedOn('alice');
}

/** Hands in a code, from the password on where that is too long ago: its word lasts ten minutes only. */
export async function tryCode({ console }: Counterpart, code: string): Promise<void> {
  // Between a look and a press the time may be over.
  await expect(async () => {
    if (await console.field('Password').isVisible()) await console.logOn('alice');
    await console.field('Security code').fill(code, { timeout: 2_000 });
    await console.button('Log On').click();
    await expect(console.field('Password')).toBeHidden({ timeout: 1_000 });
  }).toPass();
}

/** Ten wrong codes in a row, each after the wait that the one before brought. */
export async function lockByWrongCodes(app: Counterpart): Promise<void> {
  const { console } = app;
  await toSecondStep(app);
  for (const wait of [6, 11, 21, 41, 81, 161, 301, 301, 301, 0]) {
    await tryCode(app, '000000');
    await expect(console.alert(/Try again at|Locked until/)).toBeVisible();
    if (wait > 0) {
      await app.pass(wait);
      await expect(console.alert(/Try again at/)).toBeHidden();
    }
  }
  await expect(console.alert(/Locked until/)).toBeVisible();
}
