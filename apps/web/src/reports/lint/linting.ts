import type { LintFinding, LintLooks, LintWords, ReportText } from '@quantu/reports';
import type { LintAnswer, LintAsked } from './judging.ts';

export interface LintWish {
  readonly text: ReportText;
  readonly looks: LintLooks;
  readonly words: Partial<LintWords>;
}

type Hear = (found: readonly LintFinding[]) => void;

/**
 * The linter in a thread of its own, so that typing never waits for it. One text is under way at a time; of those asked
 * about meanwhile only the newest is sent, and what is said of an older one is not heard.
 */
export class Linting {
  readonly #say: (asked: LintAsked) => void;
  readonly close: () => void;
  #turn = 0;
  #isBusy = false;
  #next: { readonly wish: LintWish; readonly hear: Hear } | null = null;
  #hear: Hear | null = null;
  #sent: Omit<LintWish, 'text'> | null = null;

  constructor(say: (asked: LintAsked) => void, close: () => void) {
    this.#say = say;
    this.close = close;
  }

  ask(wish: LintWish, hear: Hear): void {
    this.#next = { wish, hear };
    this.#hear = null;
    if (!this.#isBusy) this.#send();
  }

  /** The thread gave up on a text: the next one is judged from the beginning. */
  failed(): void {
    this.#isBusy = false;
    this.#sent = null;
    if (this.#next) this.#send();
  }

  answered({ turn, found }: LintAnswer): void {
    if (turn !== this.#turn) return;
    this.#isBusy = false;
    const hear = this.#hear;
    if (this.#next) this.#send();
    else hear?.(found);
  }

  #send(): void {
    const { wish, hear } = this.#next!;
    const { text, looks, words } = wish;
    const asked: LintAsked = {
      turn: ++this.#turn,
      text,
      ...(looks === this.#sent?.looks ? {} : { looks }),
      ...(words === this.#sent?.words ? {} : { words }),
    };
    [this.#next, this.#hear, this.#sent, this.#isBusy] = [null, hear, wish, true];
    this.#say(asked);
  }
}

export function openLinting(): Linting {
  const worker = new Worker(new URL('./lint.worker.ts', import.meta.url), { type: 'module' });
  const linting = new Linting(
    (asked) => worker.postMessage(asked, []),
    () => worker.terminate(),
  );
  worker.addEventListener('message', ({ data }: MessageEvent<LintAnswer>) => linting.answered(data));
  worker.addEventListener('error', () => linting.failed());
  return linting;
}
