// The scenarios: their page, and the panel on the stage of the one that runs.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Words } from '../words';
import { Part } from './part';

export const USERNAME = 'alice';
export const SCENARIO_PASSWORD = 'practice makes calm';
/** One of the two that are left. */
export const RECOVERY_CODE = 'R7QM-2XKD-9FTA-4HWC';

export class Scenarios {
  /** The panel on the stage. */
  readonly panel: Part;

  constructor(
    private readonly page: Page,
    private readonly words: Words,
  ) {
    this.panel = new Part(page.getByRole('region', { name: words.say(/^Scenario: /) }), words);
  }

  get currentStep(): Locator {
    return this.panel.root.getByRole('status').first();
  }

  /** Sets the stage of a scenario from the page “Scenarios”. */
  async start(name: string): Promise<void> {
    await this.page.goto('/scenarios');
    const named = this.words.say(name);
    await this.page.getByRole('button', { name: this.words.say('Try it: {}', named), exact: true }).click();
    await expect(this.page.getByRole('region', { name: this.words.say('Scenario: {}', named), exact: true })).toBeVisible();
  }

  /** Waits until the panel has seen so many steps done. */
  async expectDone(steps: number, of: number): Promise<void> {
    const said =
      steps === of ? this.words.say('All {} steps done', `${of}`) : this.words.say('Step {} of {}', `${steps + 1}`, `${of}`);
    await expect(this.panel.root.getByText(said, { exact: true })).toBeVisible();
  }

  /** Leaves the scenario; what was there before is on the page again. */
  async restore(): Promise<void> {
    await this.panel.button('Restore what was there before').click();
    await expect(this.panel.root).toBeHidden();
    await expect(this.page.locator('#console-window')).toBeVisible();
  }
}
