// The MFA devices of Account Management, and the dialog that asks for a factor again.
import { expect, type Locator, type Page } from '@playwright/test';

export class Devices {
  readonly window: Locator;
  /** The dialog that asks for a factor before a sensitive action. */
  readonly stepUp: Locator;

  constructor(private readonly page: Page) {
    this.window = page.locator('#console-window');
    this.stepUp = this.window.getByRole('dialog', { name: 'Confirm that it is you' });
  }

  get list(): Locator {
    return this.window.getByRole('list', { name: 'MFA devices' });
  }

  row(name: string): Locator {
    return this.list.getByRole('listitem', { name, exact: true });
  }

  get rows(): Locator {
    return this.list.getByRole('listitem');
  }

  async press(name: string, button: string): Promise<void> {
    await this.row(name).getByRole('button', { name: button, exact: true }).click();
  }

  get attachAnother(): Locator {
    return this.window.getByRole('button', { name: 'Attach another device' });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.press(from, 'Rename');
    const field = this.row(from).getByLabel('Device name', { exact: true });
    await expect(field).toBeFocused();
    await field.fill(to);
    await field.press('Enter');
    await expect(this.row(to)).toBeVisible();
  }

  /** Removes a device, and says yes to the question. */
  async remove(name: string): Promise<void> {
    await this.press(name, 'Remove');
    await this.page.locator('dialog[open]').getByRole('button', { name: 'Remove' }).click();
    await expect(this.row(name)).toBeHidden();
  }

  async confirmWithCode(code: string): Promise<void> {
    await this.stepUp.getByLabel('Security code', { exact: true }).fill(code);
    await this.stepUp.getByRole('button', { name: 'Confirm' }).click();
  }

  async confirmWithPassword(password: string): Promise<void> {
    await this.stepUp.getByLabel('Password', { exact: true }).fill(password);
    await this.stepUp.getByRole('button', { name: 'Confirm' }).click();
  }
}
