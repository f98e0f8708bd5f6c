// The whole page: the bar, the two sides, and the bottom bar that switches them on a narrow screen.
import { expect, type Locator, type Page } from '@playwright/test';
import { AuthenticatorPage } from './authenticator';
import { Console } from './console';
import { Desk } from './desk';
import { Devices } from './devices';
import { Phone } from './phone';
import { Wizard } from './wizard';

const WIDE_FROM_PIXELS = 1100;

export class Counterpart {
  readonly console: Console;
  readonly wizard: Wizard;
  readonly desk: Desk;
  readonly devices: Devices;
  readonly authenticator: AuthenticatorPage;

  constructor(readonly page: Page) {
    this.console = new Console(page);
    this.wizard = new Wizard(page);
    this.desk = new Desk(page);
    this.devices = new Devices(page);
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

  get dock(): Locator {
    return this.page.locator('.dock');
  }

  get isNarrow(): boolean {
    return (this.page.viewportSize()?.width ?? WIDE_FROM_PIXELS) < WIDE_FROM_PIXELS;
  }

  /** Brings a side to the screen; on a wide one both are there already. */
  async showConsole(): Promise<Console> {
    if (this.isNarrow) await this.dock.getByRole('button', { name: 'Console' }).click();
    return this.console;
  }

  async showPhone(name: string | RegExp = /^Android/): Promise<Phone> {
    if (this.isNarrow) await this.dock.getByRole('button', { name: 'Phone' }).click();
    return new Phone(this.page, name);
  }

  /** Another phone on the table, next to those that are there. */
  async addPhone(kind: string): Promise<Phone> {
    if (this.isNarrow) await this.dock.getByRole('button', { name: 'Phone' }).click();
    await this.page.getByRole('button', { name: 'Add a phone' }).click();
    await this.page.getByRole('button', { name: new RegExp(`^Add .*${kind}`) }).click();
    const phone = new Phone(this.page, new RegExp(`^${kind}`));
    await expect(phone.root).toBeVisible();
    return phone;
  }

  /** Moves every clock of the page on, in seconds, with all timers that fall due. */
  async pass(seconds: number): Promise<void> {
    await this.page.clock.fastForward(seconds * 1000);
  }

  /** The dialog that asks before something is destroyed. */
  get question(): Locator {
    return this.page.locator('dialog[open]');
  }
}
