import { Fault } from '../faults.ts';
import type { Said, Told } from './messages.ts';

/** Pieces that may be under way to the server: enough that neither waits for the other. */
const AHEAD = 4;

export interface Teller<Piece> {
  readonly progress: (fraction: number, text: string) => void;
  /** Resolves when there is room for the next one. */
  readonly piece: (piece: Piece) => Promise<void>;
}

/**
 * Makes this process a worker: it carries out one order after another, and ends with the server that started it, however
 * that ended. A fault is told as one, anything else as broken.
 */
// What the server sends is known to the caller alone, who names it.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function serveOrders<Order, Piece, Result>(
  carryOut: (order: Order, tell: Teller<Piece>) => Promise<Result> | Result,
): void {
  let credit = AHEAD;
  let go: () => void = () => undefined;
  const say = (said: Said<Piece, Result>): void => void process.send?.(said);
  const tell: Teller<Piece> = {
    progress: (fraction, text) => say({ kind: 'progress', fraction, text }),
    piece: async (piece) => {
      say({ kind: 'piece', piece });
      if (--credit > 0) return;
      await new Promise<void>((resolve) => {
        go = resolve;
      });
    },
  };
  const answerTo = async (order: Order): Promise<Said<Piece, Result>> => {
    const before = process.cpuUsage();
    try {
      const result = await carryOut(order, tell);
      const { user, system } = process.cpuUsage(before);
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      return { kind: 'done', result, peakBytes, cpuMs: (user + system) / 1000 };
    } catch (error) {
      if (error instanceof Fault) {
        const { code, status, message, facts } = error;
        return { kind: 'refused', code, status, text: message, facts };
      }
      return { kind: 'broken', text: error instanceof Error ? (error.stack ?? '') : String(error) };
    }
  };
  process.on('message', (told: Told<Order>) => {
    if ('order' in told) {
      credit = AHEAD;
      void answerTo(told.order).then(say);
    } else {
      credit++;
      go();
    }
  });
  process.on('disconnect', () => process.exit());
  // A terminal's Ctrl+C reaches every process of its group: the server decides when its workers end.
  process.on('SIGINT', () => undefined);
}
