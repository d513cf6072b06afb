import type { Position } from '../geometry.ts';

/** What was found wrong in an area and how it was made right; `n` counts, `at` says where the first one is. */
const SENTENCES = {
  height: '{n} 个点带有高程，已去掉',
  unclosed: '{n} 圈边界首尾不重合{at}，已闭合',
  'duplicate-points': '{n} 个点与前一点重复{at}，已去掉',
  spike: '{n} 处尖刺（边界去而复返）{at}，已去掉',
  'flat-ring': '{n} 圈边界没有面积{at}，已去掉',
  'duplicate-ring': '{n} 圈边界重复{at}，已去掉',
  'ring-order': '{n} 块的外圈没有写在最前{at}，已调整',
  'self-crossing': '边界自相交 {n} 处{at}，已按奇偶规则拆开',
  'crossing-rings': '圈与圈相交 {n} 处{at}，已重新拼接',
  islet: '{n} 圈写作洞但其实是面（在外圈之外或在另一个洞里）{at}，已改作面',
  'overlapping-parts': '各块之间重叠{at}，已合并',
  regrouped: '边界自相接触或与别的圈有公共边，已重新拼接',
} as const;

export type RepairKind = keyof typeof SENTENCES;

export interface RepairFinding {
  readonly kind: RepairKind;
  readonly count: number;
  /** Where the first one is. */
  readonly at: Position | null;
  readonly text: string;
}

/** Rings are repaired in whole units of 1e-9 degrees (0.1 mm), as the store keeps them. */
export const UNITS_PER_DEGREE = 1e9;

/** Counts findings by kind; places are in units. Lists them in the order of the sentences above. */
export class Findings {
  readonly #found = new Map<RepairKind, { count: number; at: Position | null }>();

  add(kind: RepairKind, at: Position | null = null, count = 1): void {
    const found = this.#found.get(kind);
    if (found === undefined) this.#found.set(kind, { count, at });
    else found.count += count;
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  list(): RepairFinding[] {
    return (Object.keys(SENTENCES) as RepairKind[]).flatMap((kind) => {
      const found = this.#found.get(kind);
      if (found === undefined) return [];
      const { count, at: units } = found;
      const at: Position | null = units && [units[0] / UNITS_PER_DEGREE, units[1] / UNITS_PER_DEGREE];
      return [{ kind, count, at, text: sentence(kind, count, at) }];
    });
  }
}

function sentence(kind: RepairKind, count: number, at: Position | null): string {
  const place = at === null ? '' : `（首处在 ${at[0].toFixed(6)}, ${at[1].toFixed(6)}）`;
  return SENTENCES[kind].replace('{n}', String(count)).replace('{at}', place);
}
