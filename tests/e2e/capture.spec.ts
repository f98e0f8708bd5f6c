// The browser's own capture of a tab, chosen as a person would: no stand-in.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browserLaunch } from './environment';
import { expect, test, watch } from './fixtures';
import { Counterpart } from './pages/counterpart';

const TITLE = 'A site that shows its QR code';

test('a captured tab that shows a QR code leads to the doctor, and the capture has ended', async ({ baseURL }) => {
  const browser = await chromium.launch({
    ...browserLaunch,
    args: [...browserLaunch.args, `--auto-select-tab-capture-source-by-title=${TITLE}`],
  });
  try {
    const context = await browser.newContext({ baseURL, locale: 'en-GB' });
    const complaints = watch(context);
    const page = await context.newPage();
    await page.addInitScript(() => {
      const devices = navigator.mediaDevices;
      const open = devices.getDisplayMedia.bind(devices);
      const tracks: MediaStreamTrack[] = [];
      Object.assign(window, { tracks });
      devices.getDisplayMedia = async (constraints) => {
        const stream = await open(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
    });
    const { authenticator } = new Counterpart(page);
    await authenticator.openAdd();
    const site = await context.newPage();
    const picture = readFileSync(new URL('../fixtures/qr/one.png', import.meta.url)).toString('base64');
    await site.setContent(`<title>${TITLE}</title><h1>Scan this</h1><img alt="" src="data:image/png;base64,${picture}">`);
    await page.bringToFront();
    await authenticator.button('Capture a screen or window').click();
    await expect(authenticator.heading('Check before you add')).toBeVisible({ timeout: 30_000 });
    await expect(authenticator.field('Account')).toHaveValue('alice');
    const states = () =>
      page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState));
    await expect.poll(states).toEqual(['ended']);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
