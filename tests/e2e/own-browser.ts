// Tests in a browser that is started with switches of its own: what a person would plug in, or choose in its dialogs.
import { chromium, expect, type Page } from '@playwright/test';
import { browserLaunch } from './environment';
import { test as base } from './fixtures';

export const test = base.extend<{ switches: string[] }>({
  switches: [[], { option: true }],
  context: async ({ switches, baseURL, locale, permissions, viewport }, use) => {
    const browser = await chromium.launch({ ...browserLaunch, args: [...browserLaunch.args, ...switches] });
    await use(await browser.newContext({ baseURL, locale, permissions, viewport }));
    await browser.close();
  },
});

type Opener = 'getUserMedia' | 'getDisplayMedia';

/** Every stream of pictures that a page gets, to see it end. */
export class Streams {
  private constructor(private readonly page: Page) {}

  /** Notes them from the next document on. */
  static async noted(page: Page, opener: Opener): Promise<Streams> {
    await page.addInitScript((opener) => {
      const devices = navigator.mediaDevices;
      const open = devices[opener].bind(devices);
      const tracks: MediaStreamTrack[] = [];
      Object.assign(window, { tracks });
      devices[opener] = async (constraints) => {
        const stream = await open(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
    }, opener);
    return new Streams(page);
  }

  /** There was one, and it is over. */
  async expectEnded(): Promise<void> {
    const states = () =>
      this.page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState));
    await expect.poll(states).toEqual(['ended']);
  }
}
