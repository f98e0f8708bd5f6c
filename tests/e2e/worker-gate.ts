// A worker that takes its time over what a test names: what is shown meanwhile can be looked at, or given up.
import type { Page } from '@playwright/test';

type Gated = { gate: { held: string[]; asked: string[]; open: () => void } };

export class WorkerGate {
  private constructor(private readonly page: Page) {}

  /** Stands between this page and its workers, until the page is loaded anew. */
  static async build(page: Page): Promise<WorkerGate> {
    await page.evaluate(() => {
      const { postMessage } = Worker.prototype;
      const gate = { held: [] as string[], asked: [] as string[], open: () => {} };
      const waiting: (() => void)[] = [];
      gate.open = () => {
        gate.held = [];
        waiting.splice(0).forEach((go) => go());
      };
      Object.assign(window, { gate });
      Worker.prototype.postMessage = function (message: unknown, transfer?: unknown) {
        const name = Array.isArray(message) ? String(message[0]) : '';
        const go = () => postMessage.call(this, message, transfer as StructuredSerializeOptions);
        gate.asked.push(name);
        if (gate.held.includes(name)) waiting.push(go);
        else go();
      };
    });
    return new WorkerGate(page);
  }

  /** Lets no task of these names through, and every other. */
  async hold(...names: string[]): Promise<void> {
    await this.page.evaluate((names) => void ((window as unknown as Gated).gate.held = names), names);
  }

  /** Lets all through, what waited first. */
  async release(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as Gated).gate.open());
  }

  /** How often a task of this name was asked for. */
  async asked(name: string): Promise<number> {
    return this.page.evaluate((name) => (window as unknown as Gated).gate.asked.filter((other) => other === name).length, name);
  }
}
