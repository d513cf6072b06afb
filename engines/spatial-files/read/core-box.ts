import type { Box } from '@quantu/geometry';

const MOST = 2048;
/** Fewer than this say nothing about what is usual. */
const FEWEST = 5;
/** What lies beyond the middle part by more than this many times its width is a stray. */
const FAR = 20;

/** Finds where most of a layer lies: a single point at 0,0 spoils the box of everything. */
export class CoreBox {
  #xs: number[] = [];
  #ys: number[] = [];
  #stride = 1;
  #seen = 0;

  add(minX: number, minY: number, maxX: number, maxY: number): void {
    if (this.#seen++ % this.#stride !== 0) return;
    this.#xs.push((minX + maxX) / 2);
    this.#ys.push((minY + maxY) / 2);
    if (this.#xs.length < MOST) return;
    this.#stride *= 2;
    this.#xs = this.#xs.filter((_, at) => at % 2 === 0);
    this.#ys = this.#ys.filter((_, at) => at % 2 === 0);
  }

  /** The box of the centres without strays; null where there are none, or too few to tell. */
  get box(): Box | null {
    if (this.#xs.length < FEWEST) return null;
    const [xs, ys] = [this.#xs, this.#ys].map((values) => Float64Array.from(values).sort());
    const [x, y] = [kept(xs!), kept(ys!)];
    return x.isWhole && y.isWhole ? null : [x.from, y.from, x.until, y.until];
  }
}

/** Values near the middle half. */
function kept(sorted: Float64Array): { from: number; until: number; isWhole: boolean } {
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;
  const [low, high] = [at(0.25), at(0.75)];
  const reach = FAR * Math.max(high - low, Math.abs(low) * 1e-6, Math.abs(high) * 1e-6);
  const near = sorted.filter((value) => value >= low - reach && value <= high + reach);
  return { from: near[0]!, until: near.at(-1)!, isWhole: near.length === sorted.length };
}
