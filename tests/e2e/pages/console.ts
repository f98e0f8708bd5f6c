// The console's window: registration, logon, account management.
import { expect, type Locator, type Page } from '@playwright/test';

export const PASSWORD = 'correct horse battery';

export class Console {
  readonly window: Locator;

  constructor(private readonly page: Page) {
    this.window = page.locator('#console-window');
  }

  field(label: string): Locator {
    return this.window.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.window.getByRole('button', { name, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.window.getByRole('heading', { name });
  }

  alert(text: string | RegExp): Locator {
    return this.window.getByRole('alert').filter({ hasText: text });
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
    await this.window.getByRole('button', { name: 'Log Out' }).click();
    await expect(this.field('Username')).toBeVisible();
  }

  async expectLoggedOn(username: string): Promise<void> {
    await expect(this.heading(new RegExp(`logged on as ${username}`))).toBeVisible();
  }

  async openSecuritySettings(): Promise<void> {
    await this.page.goto('/console/account');
    await expect(this.heading('Account Management')).toBeVisible();
    await this.window.getByRole('tab', { name: 'Security Settings' }).click();
  }

  async openWizard(): Promise<void> {
    await this.openSecuritySettings();
    await this.button('Settings').click();
  }
}
