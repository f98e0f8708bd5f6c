// The reviewer's desk.
import type { Locator, Page } from '@playwright/test';

export class Desk {
  readonly window: Locator;

  constructor(private readonly page: Page) {
    this.window = page.locator('#console-window');
  }

  async open(): Promise<void> {
    await this.page.goto('/desk');
  }

  async approve(): Promise<void> {
    await this.window.getByRole('button', { name: 'Approve' }).click();
  }

  async reject(reason: string): Promise<void> {
    await this.window.getByLabel('Reason for rejection').fill(reason);
    await this.window.getByRole('button', { name: 'Reject' }).click();
  }
}
