// The whole page: the bar, the two sides, and the bottom bar that switches them on a narrow screen.
import { expect, type Page } from '@playwright/test';
import { Words } from '../words';
import { AuthenticatorPage } from './authenticator';
import { Console } from './console';
import { Desk } from './desk';
import { Devices } from './devices';
import { Factors } from './factors';
import { Help } from './help';
import { Part } from './part';
import { Phone } from './phone';
import { Scenarios } from './scenarios';
import { Wizard } from './wizard';

const WIDE_FROM_PIXELS = 1100;

export class Counterpart {
  readonly console: Console;
  readonly wizard: Wizard;
  readonly desk: Desk;
  readonly devices: Devices;
  readonly factors: Factors;
  readonly help: Help;
  readonly scenarios: Scenarios;
  readonly authenticator: AuthenticatorPage;

  constructor(
    readonly page: Page,
    readonly words = Words.english,
  ) {
    this.console = new Console(page, words);
    this.wizard = new Wizard(page, words);
    this.desk = new Desk(page, words);
    this.devices = new Devices(page, words);
    this.factors = new Factors(page, words);
    this.help = new Help(page, words);
    this.scenarios = new Scenarios(page, words);
    this.authenticator = new AuthenticatorPage(page);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.locator('#content')).toBeVisible();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await expect(this.page.locator('#content')).toBeVisible();
  }

  /** The bottom bar of a narrow screen. */
  get dock(): Part {
    return new Part(this.page.locator('.dock'), this.words);
  }

  get isNarrow(): boolean {
    return (this.page.viewportSize()?.width ?? WIDE_FROM_PIXELS) < WIDE_FROM_PIXELS;
  }

  /** Brings a side to the screen; on a wide one both are there already. */
  async showConsole(): Promise<Console> {
    if (this.isNarrow) await this.dock.button('Console').click();
    return this.console;
  }

  async showPhone(name: string | RegExp = /^Android/): Promise<Phone> {
    if (this.isNarrow) await this.dock.button('Phone').click();
    return new Phone(this.page, name, this.words);
  }

  /** Another phone on the table, next to those that are there. */
  async addPhone(kind: string): Promise<Phone> {
    if (this.isNarrow) await this.dock.button('Phone').click();
    await this.page.getByRole('button', { name: this.words.say('Add a phone') }).click();
    await this.page.getByRole('button', { name: this.words.say('Add {} phone', kind) }).click();
    const phone = new Phone(this.page, new RegExp(`^${kind}`), this.words);
    await expect(phone.root).toBeVisible();
    return phone;
  }

  /** Moves every clock of the page on, in seconds, with all timers that fall due. */
  async pass(seconds: number): Promise<void> {
    await this.page.clock.fastForward(seconds * 1000);
  }

  /** The dialog that asks before something is destroyed. */
  get question(): Part {
    return new Part(this.page.locator('dialog[open]'), this.words);
  }
}
