// What every screen must stand: axe, both themes, a narrow and a wide window, both languages, nothing wider than the
// window, no words at a panel's very edge.
//
// With PICTURES set to a folder, each look is a picture there, for a person's eyes.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];
type RunOnly = { type: 'tag' | 'rule'; values: string[] };

/** Light, WCAG 2.2 AA as far as axe knows it; dark, what of that a theme can change. */
const RULES: Record<'light' | 'dark', RunOnly> = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};
/** English comes last: what follows a look is told in English. */
const LANGUAGES = ['中文', 'English'] as const;
const NARROW_UNTIL_PIXELS = 1100;

/** The windows that are looked at; a picture is taken of one more. */
export const WIDTHS_PIXELS = process.env.PICTURES ? [1440, 768, 360] : [1440, 360];

export interface Look {
  /** Only what is in this element: what lies under something open cannot be used. */
  part?: string;
  /**
   * Brings what lies over the page, in either language. Over it no language can be chosen: so it is brought anew for each
   * look, and Escape takes it away.
   */
  open?: () => Promise<void>;
  /** What is looked at is a phone's: a narrow window shows the phone, and then the console again. */
  isOnPhone?: boolean;
}

/** What axe finds by these rules. It is put into a document once: that takes longer than the rules do. */
async function violations(page: Page, part: string, runOnly: RunOnly): Promise<Violations> {
  const options = { runOnly, resultTypes: ['violations' as const] };
  const found = await page.evaluate(
    async ([part, options]) => {
      const { axe } = window as { axe?: { run(part: string, options: object): Promise<{ violations: Violations }> } };
      return (await axe?.run(part, options))?.violations;
    },
    [part, options] as const,
  );
  if (found) return found;
  return (await new AxeBuilder({ page }).include(part).setLegacyMode().options(options).analyze()).violations;
}

/** Brings what moves once to its end: halfway, a colour is none of the theme's. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (Number(animation.effect?.getComputedTiming().endTime) < 3_000) animation.finish();
    }
  });
}

/** What is wrong with a screen as it is now, in this window and language; leaves it light. */
async function faults(page: Page, screen: string, part = 'body'): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settle(page);
    for (const { id, nodes } of await violations(page, part, RULES[colorScheme])) {
      const where = nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`);
      found.push(`${screen} (${colorScheme}): ${id}: ${where.join('; ')}`);
    }
    if (process.env.PICTURES) {
      const file = `${process.env.PICTURES}/${screen}-${colorScheme}.png`.replace(/[,\s]+/g, '-');
      await page.screenshot({ path: file, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const { overflow, bare } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    bare: [...document.querySelectorAll('.panel')].filter((panel) => getComputedStyle(panel).paddingLeft === '0px').length,
  }));
  if (overflow > 0) found.push(`${screen}: ${overflow} pixels too wide`);
  if (bare > 0) found.push(`${screen}: a panel's words stand at its very edge`);
  return found;
}

/** What is wrong with a screen in this window, in each language; leaves it light and English. */
export async function faultsInEachLanguage(page: Page, screen: string, { part, open }: Look = {}): Promise<string[]> {
  const found: string[] = [];
  const width = page.viewportSize()?.width;
  for (const language of LANGUAGES) {
    await page.getByRole('button', { name: language, exact: true }).click();
    await open?.();
    found.push(...(await faults(page, `${screen}, ${width} px, ${language}`, part)));
    if (open) await page.keyboard.press('Escape');
  }
  return found;
}

/** Looks at a screen in every window, theme and language; leaves it wide, light and English. */
export async function expectAccessible(page: Page, screen: string, look: Look = {}): Promise<void> {
  const found: string[] = [];
  const toSide = async (name: string) => page.locator('.dock').getByRole('button', { name }).click();
  for (const width of WIDTHS_PIXELS) {
    await page.setViewportSize({ width, height: 800 });
    const isTurned = look.isOnPhone && width < NARROW_UNTIL_PIXELS;
    if (isTurned) await toSide('Phone');
    found.push(...(await faultsInEachLanguage(page, screen, look)));
    if (isTurned) await toSide('Console');
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  expect(found).toEqual([]);
}
