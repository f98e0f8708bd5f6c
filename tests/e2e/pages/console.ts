// The console's window: registration, logon, account management.
import { expect, type Page } from '@playwright/test';
import type { Words } from '../words';
import { Part } from './part';

export const PASSWORD = 'correct horse battery';

export class Console extends Part {
  constructor(
    private readonly page: Page,
    words: Words,
  ) {
    super(page.locator('#console-window'), words);
  }

  async fillRegistration(username: string, password = PASSWORD): Promise<void> {
    await this.field('Username').fill(username);
    await this.field('Password').fill(password);
  }

  async logOn(username: string, password = PASSWORD): Promise<void> {
    await this.field('Username').fill(username);
    await this.field('Password').fill(password);
    await this.button('Log On').click();
  }

  async enterSecurityCode(code: string): Promise<void> {
    await this.field('Security code').fill(code);
    await this.button('Log On').click();
  }

  async logOut(): Promise<void> {
    await this.button('Log Out').click();
    await expect(this.field('Username')).toBeVisible();
  }

  async expectLoggedOn(username: string): Promise<void> {
    await expect(this.root.getByRole('heading', { name: this.words.say('You are logged on as {}', username) })).toBeVisible();
  }

  async openSecuritySettings(): Promise<void> {
    await this.page.goto('/console/account');
    await expect(this.heading('Account Management')).toBeVisible();
    await this.named('tab', 'Security Settings').click();
  }

  async openWizard(): Promise<void> {
    await this.openSecuritySettings();
    await this.button('Settings').click();
  }
}
