// The codes of this browser's own authenticator, and its trash.
import { expect, type Locator, type Page } from '@playwright/test';
import { THREE, UNPROTECTED, seed, type Seed } from '../own-entries';

export class CodesPage {
  readonly root: Locator;
  readonly search: Locator;
  readonly count: Locator;
  readonly cards: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('#content');
    this.search = this.root.getByRole('searchbox', { name: 'Search' });
    this.count = this.root.locator('.codes-count');
    this.cards = this.root.locator('.code-card');
  }

  /** The place with these entries. */
  static async opened(page: Page, seeds = THREE, settings: Record<string, unknown> = {}): Promise<CodesPage> {
    const codes = new CodesPage(page);
    await codes.open(seeds, settings);
    return codes;
  }

  /** The same at a moment of the page's clock, in seconds of the epoch. */
  static async openedAt(page: Page, seconds: number, seeds = THREE, settings: Record<string, unknown> = {}): Promise<CodesPage> {
    await page.clock.install({ time: seconds * 1000 });
    return CodesPage.opened(page, seeds, settings);
  }

  /** Opens the place with these entries stored, unprotected. */
  async open(seeds: Seed[], settings: Record<string, unknown> = {}): Promise<void> {
    await this.page.goto('/authenticator');
    await expect(this.root.getByRole('heading', { name: 'Authenticator' })).toBeVisible();
    await expect(this.root.getByRole('button', { name: 'Go on without' })).toBeVisible();
    await seed(this.page, seeds, { ...UNPROTECTED, ...settings });
    await expect(this.root.getByRole('region', { name: 'Codes' })).toBeVisible();
  }

  card(name: string | RegExp): Locator {
    return this.root.getByRole('listitem', { name });
  }

  code(name: string): Locator {
    return this.card(name).getByTestId('code');
  }

  /** The whole card is the button: its middle copies. */
  face(name: string): Locator {
    return this.card(name).locator('.code-face');
  }

  /** Opens “More” of a card, in either language. */
  async openMenu(name: string | RegExp): Promise<void> {
    await this.card(name).getByRole('button', { name: /^More for |的更多操作$/ }).click();
  }

  /** Opens “More” of a card and chooses an item. */
  async choose(name: string | RegExp, item: string | RegExp): Promise<void> {
    await this.openMenu(name);
    await this.card(name).getByRole('button', { name: item, exact: true }).click();
  }

  /** The names of the cards in the page, in their order. */
  names(): Promise<string[]> {
    return this.cards.evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''));
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  async chooseOrder(label: string): Promise<void> {
    await this.root.getByRole('combobox', { name: 'Sort by' }).selectOption({ label });
  }

  async openTrash(): Promise<void> {
    await this.root.getByRole('link', { name: 'Trash' }).click();
    await expect(this.root.getByRole('heading', { name: 'Trash' })).toBeVisible();
  }
}
