// In which windows and languages journeys are played.
import { test } from './fixtures';

interface Screen {
  viewport: { width: number; height: number };
  locale: 'en-GB' | 'zh-CN';
}

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };

/** Wide in English, and on the narrowest screen in Chinese: either layout, and all words. */
export function inBothLanguages(journeys: () => void): void {
  playOn([{ viewport: WIDE, locale: 'en-GB' }, { viewport: NARROW, locale: 'zh-CN' }], journeys);
}

/** In either window in either language. */
export function onEveryScreen(journeys: () => void): void {
  const screens = [WIDE, NARROW].flatMap((viewport) => (['en-GB', 'zh-CN'] as const).map((locale) => ({ viewport, locale })));
  playOn(screens, journeys);
}

function playOn(screens: Screen[], journeys: () => void): void {
  for (const { viewport, locale } of screens) {
    test.describe(`${viewport.width} pixels, ${locale}`, () => {
      test.use({ viewport, locale });
      journeys();
    });
  }
}
