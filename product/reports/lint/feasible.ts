/** `low ≤ Σ factor · x ≤ high`; an end may be infinite. */
export interface LinearRow {
  readonly terms: readonly (readonly [variable: number, factor: number])[];
  readonly low: number;
  readonly high: number;
}

/** Far below half a step of anything printed, far above what double precision loses. */
const TOLERANCE = 1e-11;
const MOST_PIVOTS = 5000;

/**
 * Is there an `x` with `low[i] ≤ x[i] ≤ high[i]` that meets every row? The simplex method for feasibility with bounds
 * on all variables (B. Dutertre, L. de Moura: A fast linear-arithmetic solver for DPLL(T), 2006), dense, with Bland's
 * rule. Values are scaled by the largest finite bound, so the tolerance is relative. Says yes where it gives up.
 */
export function isFeasible(low: readonly number[], high: readonly number[], rows: readonly LinearRow[]): boolean {
  if (low.some((bound, at) => bound > high[at]! + TOLERANCE * Math.max(1, Math.abs(bound)))) return false;
  const ends = [...low, ...high, ...rows.flatMap((row) => [row.low, row.high])];
  const scale = ends.reduce((most, end) => (Number.isFinite(end) ? Math.max(most, Math.abs(end)) : most), 0) || 1;
  return new Tableau(low, high, rows, scale).solve();
}

/** Variables are numbered x first, then one for each row's sum; the latter begin as basic. */
class Tableau {
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #value: Float64Array;
  readonly #basic: Int32Array;
  readonly #free: Int32Array;
  readonly #factors: Float64Array[];

  constructor(low: readonly number[], high: readonly number[], rows: readonly LinearRow[], scale: number) {
    const count = low.length;
    const sizes = rows.map(({ terms }) => terms.reduce((most, [, factor]) => Math.max(most, Math.abs(factor)), 0) || 1);
    this.#low = Float64Array.from([
      ...low.map((end) => end / scale),
      ...rows.map((row, at) => row.low / scale / sizes[at]!),
    ]);
    this.#high = Float64Array.from([
      ...high.map((end) => end / scale),
      ...rows.map((row, at) => row.high / scale / sizes[at]!),
    ]);
    this.#basic = Int32Array.from(rows, (_, at) => count + at);
    this.#free = Int32Array.from(low, (_, at) => at);
    this.#factors = rows.map(({ terms }, at) => {
      const line = new Float64Array(count);
      for (const [variable, factor] of terms) line[variable] = line[variable]! + factor / sizes[at]!;
      return line;
    });
    this.#value = new Float64Array(count + rows.length);
    for (let at = 0; at < count; at++) this.#value[at] = atBound(this.#low[at]!, this.#high[at]!);
    this.#restate();
  }

  solve(): boolean {
    for (let pivots = 0; pivots < MOST_PIVOTS; pivots++) {
      const row = this.#firstBroken();
      if (row < 0) return true;
      const variable = this.#basic[row]!;
      const isBelow = this.#value[variable]! < this.#low[variable]!;
      const column = this.#firstThatHelps(row, isBelow);
      if (column < 0) return false;
      this.#pivot(row, column);
      this.#value[variable] = isBelow ? this.#low[variable]! : this.#high[variable]!;
      this.#restate();
    }
    return true;
  }

  /** The row of the basic variable with the smallest number that is outside its bounds; -1 when all are within. */
  #firstBroken(): number {
    let found = -1;
    for (let row = 0; row < this.#basic.length; row++) {
      const variable = this.#basic[row]!;
      const value = this.#value[variable]!;
      const isBroken = value < this.#low[variable]! - TOLERANCE || value > this.#high[variable]! + TOLERANCE;
      if (isBroken && (found < 0 || variable < this.#basic[found]!)) found = row;
    }
    return found;
  }

  #firstThatHelps(row: number, up: boolean): number {
    const factors = this.#factors[row]!;
    let found = -1;
    for (let column = 0; column < this.#free.length; column++) {
      const factor = up ? factors[column]! : -factors[column]!;
      const variable = this.#free[column]!;
      const value = this.#value[variable]!;
      const helps =
        (factor > TOLERANCE && value < this.#high[variable]!) || (factor < -TOLERANCE && value > this.#low[variable]!);
      if (helps && (found < 0 || variable < this.#free[found]!)) found = column;
    }
    return found;
  }

  /** The free variable of the column becomes basic in the row, and the row's variable free. */
  #pivot(row: number, column: number): void {
    const factors = this.#factors[row]!;
    const own = factors[column]!;
    for (let at = 0; at < factors.length; at++) factors[at] = at === column ? 1 / own : -factors[at]! / own;
    for (const [other, line] of this.#factors.entries()) {
      const factor = line[column]!;
      if (other === row || factor === 0) continue;
      for (let at = 0; at < line.length; at++) line[at] = (at === column ? 0 : line[at]!) + factor * factors[at]!;
    }
    const variable = this.#basic[row]!;
    this.#basic[row] = this.#free[column]!;
    this.#free[column] = variable;
  }

  /** Values of the basic variables from those of the free ones. */
  #restate(): void {
    for (const [row, line] of this.#factors.entries()) {
      let sum = 0;
      for (let column = 0; column < line.length; column++) sum += line[column]! * this.#value[this.#free[column]!]!;
      this.#value[this.#basic[row]!] = sum;
    }
  }
}

function atBound(low: number, high: number): number {
  if (Number.isFinite(low)) return low;
  return Number.isFinite(high) ? high : 0;
}
