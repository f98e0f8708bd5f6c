// The MFA devices of Account Management, and the dialog that asks for a factor again.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Words } from '../words';
import { Part } from './part';

export class Devices extends Part {
  /** The dialog that asks for a factor before a sensitive action. */
  readonly stepUp: Part;

  constructor(
    private readonly page: Page,
    words: Words,
  ) {
    super(page.locator('#console-window'), words);
    this.stepUp = this.part(this.named('dialog', 'Confirm that it is you'));
  }

  /** The name that a first device gets. */
  get firstName(): string {
    return this.words.say('MFA device');
  }

  get list(): Locator {
    return this.named('list', 'MFA devices');
  }

  /** The row of a device, whose name is its owner's. */
  row(name: string): Part {
    return this.part(this.list.getByRole('listitem', { name, exact: true }));
  }

  get rows(): Locator {
    return this.list.getByRole('listitem');
  }

  async press(name: string, button: string): Promise<void> {
    await this.row(name).button(button).click();
  }

  get attachAnother(): Locator {
    return this.button('Attach another device');
  }

  async rename(from: string, to: string): Promise<void> {
    await this.press(from, 'Rename');
    const field = this.row(from).field('Device name');
    await expect(field).toBeFocused();
    await field.fill(to);
    await field.press('Enter');
    await expect(this.row(to).root).toBeVisible();
  }

  /** Removes a device, and says yes to the question. */
  async remove(name: string): Promise<void> {
    await this.press(name, 'Remove');
    await this.part(this.page.locator('dialog[open]')).button('Remove').click();
    await expect(this.row(name).root).toBeHidden();
  }

  async confirmWithCode(code: string): Promise<void> {
    await this.stepUp.field('Security code').fill(code);
    await this.stepUp.button('Confirm').click();
  }

  async confirmWithPassword(password: string): Promise<void> {
    await this.stepUp.field('Password').fill(password);
    await this.stepUp.button('Confirm').click();
  }
}
