// No violation of the WCAG 2.2 AA rules that axe knows, on every screen of the main job, in both themes.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { tour } from './tour';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = ['light', 'dark'] as const;

for (const width of [360, 1440]) {
  test(`axe finds nothing at ${width} pixels`, async ({ page, app: ready }) => {
    test.setTimeout(300_000);
    void ready;
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    await tour(ready, async (screen) => {
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze();
        for (const { id, nodes } of violations) {
          found.push(`${screen} (${colorScheme}): ${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`).join('; ')}`);
        }
      }
    });
    expect(found).toEqual([]);
  });
}
