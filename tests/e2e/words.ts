// The words that a person reads, in the language that a test is played in. Tests and page objects are written in English;
// played in Chinese, they look for what stands in `chinese-words.ts`.
import { CHINESE, CHINESE_PATTERNS } from './chinese-words';

export class Words {
  private constructor(private readonly isChinese: boolean) {}

  static readonly english = new Words(false);
  static readonly chinese = new Words(true);

  /** Those of a browser with this locale. */
  static of(locale: string | undefined): Words {
    return locale?.startsWith('zh') ? Words.chinese : Words.english;
  }

  /** What these words are on the page; `{}` stands for something that is the same in every language, like a username. */
  say(english: string, ...same: string[]): string;
  /** The words that a pattern looks for: a pattern has its own counterpart. */
  say(english: RegExp): RegExp;
  say(english: string | RegExp): string | RegExp;
  say(english: string | RegExp, ...same: string[]): string | RegExp {
    if (english instanceof RegExp) return this.isChinese ? known(CHINESE_PATTERNS, english.source) : english;
    const words: string = this.isChinese ? known(CHINESE, english) : english;
    return same.reduce((filled, next) => filled.replace('{}', next), words);
  }
}

/** A test that asks for words which nobody has written down has to fail, not to pass by looking for English ones. */
function known<T>(table: Record<string, T>, english: string): T {
  const words = table[english];
  if (words === undefined) throw new Error(`no Chinese is written down for “${english}”`);
  return words;
}
