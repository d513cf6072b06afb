import type { SearchOrder, Ranked } from '../search/rank.ts';
import type { ReadSite, SiteFileOrder } from '../site-file.server.ts';

/** What a worker is asked to do, and what it gives back. */
export interface Tasks {
  file: { order: SiteFileOrder; result: ReadSite };
  search: { order: SearchOrder; result: Ranked };
}
export type Task = keyof Tasks;

export type Order = { [T in Task]: { readonly task: T; readonly order: Tasks[T]['order'] } }[Task];

/** What a worker reports: how far it is, then what it found, or why it could not. */
export type Report =
  | { readonly kind: 'progress'; readonly share: number; readonly text: string }
  /** `cpuMs`: what the worker has reckoned since it was started. */
  | { readonly kind: 'done'; readonly result: Tasks[Task]['result']; readonly cpuMs: number }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly status: number;
      readonly text: string;
      readonly facts: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'broken'; readonly text: string };
