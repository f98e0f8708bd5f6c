// The dialog that binds a virtual MFA device, step by step.
import { expect, type Locator, type Page } from '@playwright/test';

export const STEPS = {
  identity: 'Authenticate your identity',
  install: 'Install the application',
  link: 'Link the MFA application',
  attached: 'The device is attached',
} as const;

export class Wizard {
  readonly dialog: Locator;

  constructor(page: Page) {
    // The dialog that asks for a factor may be over it.
    this.dialog = page.locator('#console-window [role="dialog"][aria-labelledby="wizard-title"]');
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get currentStep(): Locator {
    return this.dialog.locator('[aria-current="step"]');
  }

  get qr(): Locator {
    return this.dialog.getByRole('img', { name: 'MFA QR code' });
  }

  get securityCode(): Locator {
    return this.dialog.getByLabel('Security code', { exact: true });
  }

  get deviceName(): Locator {
    return this.dialog.getByLabel('Device name', { exact: true });
  }

  get key(): Locator {
    return this.dialog.getByLabel('MFA key', { exact: true });
  }

  alert(text: string | RegExp): Locator {
    return this.dialog.getByRole('alert').filter({ hasText: text });
  }

  async expectStep(step: string): Promise<void> {
    await expect(this.currentStep).toHaveText(step);
  }

  async choosePhoneVerification(): Promise<void> {
    await this.dialog.getByText('Phone verification', { exact: true }).click();
  }

  async chooseManualVerification(): Promise<void> {
    await this.dialog.getByText('Manual verification', { exact: true }).click();
  }

  async next(): Promise<void> {
    await this.button('Next').click();
  }

  async showKey(): Promise<string> {
    await this.button("Can't scan? Show the key").click();
    return (await this.key.innerText()).trim();
  }
}
