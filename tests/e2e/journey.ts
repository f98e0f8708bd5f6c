// The ways that several tests walk to the place they are about.
import { expect, type Page } from '@playwright/test';
import type { Counterpart } from './pages/counterpart';
import { STEPS } from './pages/wizard';

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
  await app.wizard.dialog.getByLabel('Verification code', { exact: true }).fill(code);
  await app.wizard.next();
  await app.wizard.expectStep(STEPS.install);
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
export async function linkByPixels(app: Counterpart): Promise<void> {
  const phone = await app.showPhone();
  await phone.openApplication();
  await phone.scan();
  const code = await phone.readCode(ENTRY);
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
  await expect(app.wizard.dialog).toBeHidden();
}

/** The code that this phone's application shows. */
export async function codeOn(app: Counterpart, phone: string | RegExp = /^Android/, application = 'Google Authenticator'): Promise<string> {
  const shown = await app.showPhone(phone);
  await shown.openApplication(application);
  const code = await shown.readCode(ENTRY);
  await app.showConsole();
  return code;
}

/** Logs on with the code that the phone shows. */
export async function logOnWithPhone(app: Counterpart): Promise<void> {
  const console = await app.showConsole();
  await console.logOn('alice');
  await expect(console.field('Security code')).toBeVisible();
  const phone = await app.showPhone();
  await phone.openApplication();
  const code = await phone.readCode(ENTRY);
  await app.showConsole();
  await console.enterSecurityCode(code);
  await console.expectLoggedOn('alice');
}

/** What the console keeps of one kind. */
export async function stored(page: Page, store: string): Promise<Record<string, unknown>[]> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('counterpart-console');
      request.onsuccess = () => resolve(request.result);
    });
    const records = await new Promise<Record<string, unknown>[]>((resolve) => {
      const request = database.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return records;
  }, store);
}
