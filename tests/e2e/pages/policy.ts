// The desk's page about the policy, in either language.
import { expect, type Locator, type Page } from '@playwright/test';

export class PolicyPage {
  readonly window: Locator;

  constructor(private readonly page: Page) {
    this.window = page.locator('#console-window');
  }

  async open(): Promise<void> {
    await this.page.goto('/desk/policy');
    await expect(this.window.getByRole('group').first()).toBeVisible();
  }

  radio(name: string): Locator {
    return this.window.getByRole('radio', { name, exact: true });
  }

  /** The label covers the whole card, the radio button too, so a pointer meets the label. */
  async choose(name: string): Promise<void> {
    await this.window.locator('.choice label').filter({ hasText: new RegExp(`^${name}$`) }).click();
    await expect(this.radio(name)).toBeChecked();
  }

  section(name: string | RegExp): Locator {
    return this.window.getByRole('region', { name });
  }

  async putInForce(preset: string, wording?: string): Promise<void> {
    await this.choose(preset);
    if (wording) await this.choose(wording);
    await this.window.getByRole('button', { name: 'Put in force', exact: true }).click();
    await expect(this.window.getByRole('status').filter({ hasText: `${preset} is in force.` })).toBeVisible();
  }

  /** What the chosen preset's findings say of a rule. */
  finding(rule: string): Locator {
    return this.section(/^(Findings|结论)/).getByRole('listitem').filter({ has: this.page.locator(`b:text-is("${rule}")`) });
  }

  /** The words of a rule's row in the table of all presets, one a preset. */
  async row(rule: string): Promise<string[]> {
    const row = this.section(/^(The rules|规则)/).getByRole('row').filter({ hasText: new RegExp(`^${rule}\\b`) });
    return row.getByRole('cell').allInnerTexts().then((cells) => cells.map((cell) => cell.replace(/[^\p{L}]/gu, '')));
  }

  /** What stands under the name of a number: its value and its source. */
  number(name: string): Locator {
    return this.section(/^(Numbers|数值)/).locator(`dt:text-is("${name}") + dd`);
  }

  odds(preset: string): Locator {
    return this.section(/^(Odds|已知密码)/).getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: preset, exact: true }) });
  }
}
