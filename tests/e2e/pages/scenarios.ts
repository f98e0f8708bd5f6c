// The scenarios: their page, and the panel on the stage of the one that runs.
import { expect, type Locator, type Page } from '@playwright/test';

export const USERNAME = 'alice';
export const SCENARIO_PASSWORD = 'practice makes calm';
/** One of the two that are left. */
export const RECOVERY_CODE = 'R7QM-2XKD-9FTA-4HWC';

export class Scenarios {
  constructor(private readonly page: Page) {}

  /** The panel on the stage. */
  get panel(): Locator {
    return this.page.getByRole('region', { name: /^Scenario: / });
  }

  get currentStep(): Locator {
    return this.panel.getByRole('status').first();
  }

  /** Sets the stage of a scenario from the page “Scenarios”. */
  async start(name: string): Promise<void> {
    await this.page.goto('/scenarios');
    await this.page.getByRole('button', { name: `Try it: ${name}`, exact: true }).click();
    await expect(this.page.getByRole('region', { name: `Scenario: ${name}`, exact: true })).toBeVisible();
  }

  /** Waits until the panel has seen so many steps done. */
  async expectDone(steps: number, of: number): Promise<void> {
    const words = steps === of ? `All ${of} steps done` : `Step ${steps + 1} of ${of}`;
    await expect(this.panel.getByText(words, { exact: true })).toBeVisible();
  }

  /** Leaves the scenario; what was there before is on the page again. */
  async restore(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Restore what was there before' }).click();
    await expect(this.panel).toBeHidden();
    await expect(this.page.locator('#console-window')).toBeVisible();
  }
}
