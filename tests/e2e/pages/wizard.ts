// The dialog that binds a virtual MFA device, step by step.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Words } from '../words';
import { Part } from './part';

export const STEPS = {
  identity: 'Authenticate your identity',
  install: 'Install the application',
  link: 'Link the MFA application',
  attached: 'The device is attached',
} as const;

export class Wizard extends Part {
  constructor(page: Page, words: Words) {
    // The dialog that asks for a factor may be over it.
    super(page.locator('#console-window [role="dialog"][aria-labelledby="wizard-title"]'), words);
  }

  get currentStep(): Locator {
    return this.root.locator('[aria-current="step"]');
  }

  get qr(): Locator {
    return this.root.getByRole('img', { name: this.words.say('MFA QR code') });
  }

  get securityCode(): Locator {
    return this.field('Security code');
  }

  get deviceName(): Locator {
    return this.field('Device name');
  }

  get key(): Locator {
    return this.field('MFA key');
  }

  async expectStep(step: string): Promise<void> {
    await expect(this.currentStep).toHaveText(this.words.say(step));
  }

  /** It stands at this step now. */
  async isAt(step: string): Promise<boolean> {
    return (await this.currentStep.innerText()) === this.words.say(step);
  }

  async choosePhoneVerification(): Promise<void> {
    await this.root.getByText(this.words.say('Phone verification'), { exact: true }).click();
  }

  async chooseManualVerification(): Promise<void> {
    await this.root.getByText(this.words.say('Manual verification'), { exact: true }).click();
  }

  async next(): Promise<void> {
    await this.button('Next').click();
  }

  async showKey(): Promise<string> {
    await this.button("Can't scan? Show the key").click();
    return (await this.key.innerText()).trim();
  }
}
