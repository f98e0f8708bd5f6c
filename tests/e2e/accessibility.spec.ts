// No violation of the WCAG 2.2 AA rules that axe knows, on every screen of the main job, in both themes and languages.
import { WIDTHS_PIXELS, faultsInEachLanguage } from './axe';
import { expect, test } from './fixtures';
import { tour } from './tour';

for (const width of WIDTHS_PIXELS) {
  test(`axe finds nothing at ${width} pixels`, async ({ page, app }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    await tour(app, async (screen, open) => {
      found.push(...(await faultsInEachLanguage(page, screen, { open })));
    });
    expect(found).toEqual([]);
  });
}
