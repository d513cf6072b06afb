import type { AnswerOf } from '@quantu/people';
import type { registerRoutes } from '@quantu/product-registers';

export type BurdenRow = AnswerOf<typeof registerRoutes.burden>['data'][number];

/** How a cell got its content: by hand, from last month, from a file, by the program. */
export const MANNERS = ['typed', 'prefilled', 'imported', 'computed'] as const;
export type Manner = (typeof MANNERS)[number];
export const MANNER_WORD: Readonly<Record<Manner, string>> = {
  typed: '手填',
  prefilled: '沿用上月',
  imported: '导入',
  computed: '系统算',
};

export type Cells = Readonly<Record<Manner, number>>;
export interface Bundle extends Cells {
  readonly key: string;
  readonly label: string;
}

const NONE: Cells = { typed: 0, prefilled: 0, imported: 0, computed: 0 };

function plus(one: Cells, other: Cells): Cells {
  return {
    typed: one.typed + other.typed,
    prefilled: one.prefilled + other.prefilled,
    imported: one.imported + other.imported,
    computed: one.computed + other.computed,
  };
}

/** The rows put together by a name, each manner summed. */
export function bundled(
  rows: readonly BurdenRow[],
  by: (row: BurdenRow) => { key: string; label: string },
): readonly Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const row of rows) {
    const { key, label } = by(row);
    bundles.set(key, { key, label, ...plus(bundles.get(key) ?? NONE, row) });
  }
  return [...bundles.values()];
}

export const totalOf = (rows: readonly Cells[]): Cells => rows.reduce(plus, NONE);

export const countOf = ({ typed, prefilled, imported, computed }: Cells): number =>
  typed + prefilled + imported + computed;

/** What share was typed by hand, in whole per cent; null where there is nothing. */
export function typedShare(cells: Cells): string {
  const all = countOf(cells);
  return all === 0 ? '—' : `${Math.round((cells.typed / all) * 100)}%`;
}

export const byOrganisation = ({ organisation, name }: BurdenRow) => ({ key: organisation ?? '', label: name });
export const byMonth = ({ month }: BurdenRow) => ({ key: month, label: month });
