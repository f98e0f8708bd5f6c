// What every screen must stand: axe, both themes, a narrow and a wide window, both languages, nothing wider than the window.
//
// With PICTURES set to a folder, each look is a picture there, for a person's eyes.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 AA, as far as axe knows it. */
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
type Theme = 'light' | 'dark';
const LIGHT_THEN_DARK: readonly Theme[] = ['light', 'dark'];
const WIDTHS_PIXELS = process.env.PICTURES ? [1440, 768, 360] : [1440, 360];
const NARROW_UNTIL_PIXELS = 1100;

export interface Look {
  /** Only what is in this element: what lies under something open cannot be used. */
  part?: string;
  /** Over a modal question the languages cannot be switched. */
  onlyEnglish?: boolean;
  /** What is looked at is a phone's: a narrow window shows the phone, and then the console again. */
  isOnPhone?: boolean;
}

/** Switches the language of the page, by its own buttons. */
export async function speak(page: Page, language: 'English' | '中文'): Promise<void> {
  await page.getByRole('button', { name: language, exact: true }).click();
}

/** What is wrong with a screen as it is now, in this window and language; leaves it light. */
export async function faults(
  page: Page,
  screen: string,
  part = 'body',
  themes = LIGHT_THEN_DARK,
): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const builder = new AxeBuilder({ page }).include(part).setLegacyMode();
    // Of all that axe looks at, the theme changes only the contrast.
    if (colorScheme === themes[0]) builder.withTags(RULES);
    else builder.withRules(['color-contrast']);
    const { violations } = await builder.analyze();
    for (const { id, nodes } of violations) {
      const where = nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`);
      found.push(`${screen} (${colorScheme}): ${id}: ${where.join('; ')}`);
    }
    if (process.env.PICTURES) {
      const file = `${process.env.PICTURES}/${screen}-${colorScheme}.png`.replace(/[,\s]+/g, '-');
      await page.screenshot({ path: file, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) found.push(`${screen}: ${overflow} pixels too wide`);
  return found;
}

/** Looks at a screen as it is now, in every window, theme and language; leaves it wide, light and English. */
export async function expectAccessible(page: Page, screen: string, look: Look = {}): Promise<void> {
  const found: string[] = [];
  const toSide = async (name: string) => page.locator('.dock').getByRole('button', { name }).click();
  for (const width of WIDTHS_PIXELS) {
    await page.setViewportSize({ width, height: 800 });
    const isTurned = look.isOnPhone && width < NARROW_UNTIL_PIXELS;
    if (isTurned) await toSide('Phone');
    found.push(...(await faults(page, `${screen}, ${width} px, English`, look.part)));
    if (!look.onlyEnglish) {
      await speak(page, '中文');
      found.push(...(await faults(page, `${screen}, ${width} px, 中文`, look.part)));
      await speak(page, 'English');
    }
    if (isTurned) await toSide('Console');
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  expect(found).toEqual([]);
}
