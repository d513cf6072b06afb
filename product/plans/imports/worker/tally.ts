import type { RepairFinding, RepairKind } from '@quantu/geometry';
import type { Finding } from './orders.ts';

type Counted = 'rejected' | 'duplicate' | 'height' | 'open' | 'outside' | 'code' | 'written' | 'undecided' | 'area';

const SENTENCES: Readonly<Record<Counted, (count: number, examples: string) => string>> = {
  rejected: (count, why) => `${count} 个要素没有可用的图形，已退回（${why}）`,
  duplicate: (count) => `${count} 个要素的图形与前面的完全相同，请核对是否重复`,
  height: (count) => `${count} 个要素带有高程，只取平面坐标`,
  open: (count) => `${count} 个要素的边界没有闭合，已用首点闭合`,
  outside: (count) => `${count} 个要素在本区范围之外，请核对坐标系或数据`,
  code: (count, codes) => `${count} 个要素的编码不在所选分类标准里：${codes}`,
  written: (count, codes) => `${count} 个要素的编码写法不合标准，已按标准编码识别（${codes}），原写法留在属性里`,
  undecided: (count, codes) => `${count} 个要素的旧编码在 2023 年分类里对应多个类，原编码保留，用途待定：${codes}`,
  area: (count, fields) => `${count} 个要素的属性面积（${fields}）与椭球面积相差超过 10%`,
};
const EXAMPLES = 5;

interface Count {
  count: number;
  readonly examples: Set<string>;
}

/** Counts what was found in a layer and tells it in sentences. */
export class Tally {
  readonly #counts = new Map<Counted, Count>();
  readonly #told: Finding[] = [];
  readonly #repairs = new Map<RepairKind, number>();
  #before = 0;
  #after = 0;
  #slivers = 0;
  #sliverM2 = 0;
  repaired = 0;

  add(kind: Counted, example = ''): void {
    const found = this.#counts.get(kind) ?? { count: 0, examples: new Set() };
    this.#counts.set(kind, found);
    found.count++;
    if (example !== '' && found.examples.size < EXAMPLES) found.examples.add(example);
  }

  told(kind: string, count: number, text: string): void {
    this.#told.push({ kind, count, text });
  }

  mended(findings: readonly RepairFinding[], beforeM2: number, afterM2: number): void {
    this.repaired++;
    this.#before += beforeM2;
    this.#after += afterM2;
    for (const { kind } of findings) this.#repairs.set(kind, (this.#repairs.get(kind) ?? 0) + 1);
  }

  sliver(areaM2: number): void {
    this.#slivers++;
    this.#sliverM2 += areaM2;
  }

  get findings(): readonly Finding[] {
    const counted = [...this.#counts].map(([kind, { count, examples }]) => ({
      kind,
      count,
      text: SENTENCES[kind](count, [...examples].join('、')),
    }));
    return [...this.#told, ...this.#repairFindings(), ...counted, ...this.#sliverFindings()];
  }

  #repairFindings(): readonly Finding[] {
    if (this.repaired === 0) return [];
    const kinds = [...this.#repairs].map(([kind, count]) => `${REPAIRS[kind]} ${count} 个`).join('、');
    const areas = `修复前 ${this.#before.toFixed(2)} 平方米，修复后 ${this.#after.toFixed(2)} 平方米`;
    return [{ kind: 'repaired', count: this.repaired, text: `${this.repaired} 个图形已修复（${kinds}），${areas}` }];
  }

  #sliverFindings(): readonly Finding[] {
    if (this.#slivers === 0) return [];
    const text = `${this.#slivers} 个碎小图形（小于 10 平方米，或狭长且宽不足 2 米），共 ${this.#sliverM2.toFixed(2)} 平方米，已保留`;
    return [{ kind: 'sliver', count: this.#slivers, text }];
  }
}

const REPAIRS: Readonly<Record<RepairKind, string>> = {
  height: '带高程',
  unclosed: '没有闭合',
  'duplicate-points': '重复点',
  spike: '尖刺',
  'flat-ring': '没有面积的圈',
  'duplicate-ring': '重复的圈',
  'ring-order': '内外圈次序颠倒',
  'self-crossing': '自相交',
  'crossing-rings': '圈相交',
  islet: '写作洞的岛',
  'overlapping-parts': '部分重叠',
  regrouped: '重新拼接',
};
