// Pictures of every screen for a person's eyes: screenshots/ (not kept in git), and the README's own.
import type { Page } from '@playwright/test';
import { speak } from './axe';
import { expect, test } from './fixtures';
import { linkByPixels, reachQr } from './journey';
import { tour } from './tour';

/** The README's own picture is kept in git: it is made anew only if COUNTERPART_README_PICTURE asks for it. */
const README_PICTURE = process.env.COUNTERPART_README_PICTURE ? 'docs/screenshot.png' : 'screenshots/readme.png';

/** The whole page in one picture, with what is fixed to the screen's bottom at the picture's bottom. */
async function picture(page: Page, path: string): Promise<void> {
  const size = page.viewportSize()!;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
  await page.screenshot({ path });
  await page.setViewportSize(size);
}

for (const width of [360, 768, 1440]) {
  test(`pictures at ${width} pixels`, async ({ page, app }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height: width < 500 ? 780 : 900 });
    await tour(app, async (screen) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await picture(page, `screenshots/${width}-${colorScheme}-en/${screen}.png`);
      }
      await page.emulateMedia({ colorScheme: 'light' });
      // A modal question keeps the bar from being used.
      if (await app.question.isVisible()) return;
      await speak(page, '中文');
      await picture(page, `screenshots/${width}-light-zh/${screen}.png`);
      await speak(page, 'English');
    });
  });
}

test('the picture of the README', async ({ page, app }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await reachQr(app);
  const phone = await app.showPhone();
  await phone.openApplication();
  await phone.scan();
  await expect(phone.code('Gov Cloud, alice')).toHaveText(/^\d{3}\s\d{3}$/);
  await page.screenshot({ path: README_PICTURE });
  await phone.home();
  await linkByPixels(app);
});
