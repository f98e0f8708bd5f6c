// What every screen must stand: axe, both themes, a narrow and a wide window, both languages, nothing wider than the window.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 AA, as far as axe knows it. */
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = ['light', 'dark'] as const;
const WIDTHS_PIXELS = [1440, 360];

export interface Look {
  /** Only what is in this element: what lies under something open cannot be used. */
  part?: string;
  /** Over a modal question the languages cannot be switched. */
  onlyEnglish?: boolean;
}

/** Looks at a screen as it is now, in every window, theme and language; leaves it wide, light and English. */
export async function expectAccessible(page: Page, screen: string, look: Look = {}): Promise<void> {
  const found: string[] = [];
  for (const width of WIDTHS_PIXELS) {
    await page.setViewportSize({ width, height: 800 });
    for (const language of look.onlyEnglish ? ['English'] : ['English', '中文']) {
      if (language === '中文') await page.getByRole('button', { name: '中文', exact: true }).click();
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const builder = new AxeBuilder({ page }).include(look.part ?? 'body').setLegacyMode().withTags(RULES);
        const { violations } = await builder.analyze();
        const where = `${screen}, ${width} px, ${colorScheme}, ${language}`;
        found.push(...violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html).join('; ')}`));
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) found.push(`${screen}, ${width} px, ${language}: ${overflow} pixels too wide`);
    }
    if (!look.onlyEnglish) await page.getByRole('button', { name: 'English', exact: true }).click();
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  expect(found).toEqual([]);
}
