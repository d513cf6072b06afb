import type { Store } from '@quantu/store';

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** After midnight by a moment, so that a clock that is a little ahead does not judge the day before again. */
const AFTER_MS = 2_000;

/** How long until the next day begins in China. */
export function untilTomorrowMs(nowMs: number): number {
  return DAY_MS - ((nowMs + CHINA_MS) % DAY_MS) + AFTER_MS;
}

/** Brings one district to today. */
type Bring = (district: string) => Promise<void>;

/**
 * Brings every district to today when the program starts and whenever a day begins, so that nobody's first look of a
 * morning waits for it. Who looks while it runs, or in a district made since, waits for it as before.
 */
export class Daily {
  readonly #store: Store;
  readonly #bring: readonly Bring[];
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param bring what each room does with a district when a day begins, in this order. */
  constructor(store: Store, bring: readonly Bring[], onError: (error: unknown) => void) {
    this.#store = store;
    this.#bring = bring;
    this.#onError = onError;
  }

  /** Resolves when the districts are where today is. */
  start(): Promise<void> {
    this.#running = this.#bringAll();
    this.#timer = setTimeout(() => void this.start(), untilTomorrowMs(Date.now())).unref();
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  async #bringAll(): Promise<void> {
    try {
      for (const { code } of await this.#store.districts()) {
        if (this.#isStopped) return;
        for (const bring of this.#bring) await bring(code);
      }
    } catch (error) {
      this.#onError(error); // whoever looks first tries again
    }
  }
}
