// No violation of the WCAG 2.2 AA rules that axe knows, on every screen of the main job, in both themes and languages.
import { faults, speak } from './axe';
import { expect, test } from './fixtures';
import { tour } from './tour';

const NARROW = 360;
const WIDE = 1440;

/** At these another test looks in every way, with as much on them or more. */
const LOOKED_AT_ELSEWHERE: Record<string, string> = {
  '21-security-settings-bound': 'devices.spec.ts',
  '23-log-on-security-code': 'help.spec.ts',
  '24-home-bound': 'help.spec.ts',
  '26-authenticator-add': 'add.spec.ts',
};
/** A wide window shows both sides, and so what it showed a look before: only the narrow one was turned. */
const TURNED_ONLY = ['04-phone-home'];

for (const width of [NARROW, WIDE]) {
  test(`axe finds nothing at ${width} pixels`, async ({ page, app }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    await tour(app, async (screen) => {
      if (screen in LOOKED_AT_ELSEWHERE || (width === WIDE && TURNED_ONLY.includes(screen))) return;
      const look = async (language: string, themes?: ('light' | 'dark')[]) => {
        found.push(...(await faults(page, `${screen}, ${width} px, ${language}`, 'body', themes)));
      };
      // Over a modal question the languages cannot be switched.
      if (await app.question.isVisible()) return look('English');
      // Each language by all rules, each theme by one of them: no language has colours of its own.
      await look('English', ['light']);
      await speak(page, '中文');
      await look('中文', ['dark']);
      await speak(page, 'English');
    });
    expect(found).toEqual([]);
  });
}
