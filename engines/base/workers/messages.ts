/** What a worker is told: an order, or that it may send one more piece. */
export type Told<Order> = { readonly order: Order } | { readonly go: true };

/** What a worker says. Of pieces only some are under way at a time: each waits for the server to ask for more. */
export type Said<Piece, Result> =
  | { readonly kind: 'progress'; readonly fraction: number; readonly text: string }
  | { readonly kind: 'piece'; readonly piece: Piece }
  | ({ readonly kind: 'done'; readonly result: Result } & Spent)
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly status: number;
      readonly text: string;
      readonly facts: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'broken'; readonly text: string };

export interface Spent {
  /** The most memory the worker has had, and what it has reckoned for this order. */
  readonly peakBytes: number;
  readonly cpuMs: number;
}
