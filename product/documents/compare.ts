import { decimal, fixed, plain } from '@quantu/base';
import type { Static } from '@sinclair/typebox';
import type { ComparedFigure, Difference } from './contract.ts';
import type { FigureValue } from './values.ts';

type Compared = Static<typeof ComparedFigure>;
export interface Comparison {
  differences: Static<typeof Difference>[];
  otherWords: { a: Compared; b: Compared }[];
  onlyInA: Compared[];
  onlyInB: Compared[];
}

/**
 * Two documents' figures side by side. The same concept is the same subject (spelling marks and the district's own
 * 全区/我区 aside), unit and kind; of several, the same period and then the same value find each other first.
 */
export function compareFigures(a: readonly FigureValue[], b: readonly FigureValue[]): Comparison {
  const open = { a: new Set(a), b: new Set(b) };
  const inB = groupedBy(b, conceptOf);
  const partners = new Map<FigureValue, FigureValue>();
  for (const fits of [isSameStatement, isSameValue, isSamePeriod, always]) {
    for (const figure of a) {
      if (figure.subject === '' || !open.a.has(figure)) continue;
      const partner = inB.get(conceptOf(figure))?.find((other) => open.b.has(other) && fits(figure, other));
      if (!partner) continue;
      partners.set(figure, partner);
      open.a.delete(figure);
      open.b.delete(partner);
    }
  }
  const pairs = a.flatMap((figure) => (partners.has(figure) ? [differenceOf(figure, partners.get(figure)!)] : []));
  return {
    differences: [...pairs.filter(({ isSame }) => !isSame), ...pairs.filter(({ isSame }) => isSame)],
    otherWords: sameValueInOtherWords([...open.a], [...open.b]),
    onlyInA: [...open.a].map(compared),
    onlyInB: [...open.b].map(compared),
  };
}

/** Marks, brackets, quotes and white space do not make another subject, nor does whose district it is. */
export function normalSubject(subject: string): string {
  return subject
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .replace(/^(全区|我区|区内|全市|我市|全县|我县|其中)+/, '')
    .toLowerCase();
}

function conceptOf({ subject, unit, kind }: FigureValue): string {
  return JSON.stringify([normalSubject(subject), unit, kind]);
}

const isSameValue = (a: FigureValue, b: FigureValue) => a.value === b.value && a.value2 === b.value2;
const isSamePeriod = (a: FigureValue, b: FigureValue) => a.period === b.period;
const isSameStatement = (a: FigureValue, b: FigureValue) => isSameValue(a, b) && isSamePeriod(a, b);
const always = () => true;

function differenceOf(a: FigureValue, b: FigureValue): Static<typeof Difference> {
  const isSame = isSameValue(a, b);
  const isSingle = a.value2 === null && b.value2 === null;
  const change = decimal(b.value).minus(decimal(a.value));
  const isShare = a.unit === '%' || a.unit === '个百分点';
  const hasPercent = isSingle && !isShare && !decimal(a.value).isZero();
  return {
    subject: a.subject,
    unit: a.unit,
    kind: a.kind,
    a: compared(a),
    b: compared(b),
    isSame,
    change: isSingle ? plain(change) : null,
    changePercent: hasPercent ? fixed(change.div(decimal(a.value).abs()).mul(100), 1) : null,
  };
}

/** Leftover figures of equal value and unit, where the value has three digits or more and stands once on each side. */
function sameValueInOtherWords(a: readonly FigureValue[], b: readonly FigureValue[]): Comparison['otherWords'] {
  const left = groupedBy(a.filter(isTelling), valueKey);
  const right = groupedBy(b.filter(isTelling), valueKey);
  return [...left].flatMap(([key, [first, second]]) => {
    const [other, another] = right.get(key) ?? [];
    if (!first || second || !other || another) return [];
    return [{ a: compared(first), b: compared(other) }];
  });
}

function isTelling({ value, subject }: FigureValue): boolean {
  return subject !== '' && value.replace(/^-|\./g, '').replace(/^0+|0+$/g, '').length >= 3;
}

function valueKey({ value, value2, unit }: FigureValue): string {
  return JSON.stringify([value, value2, unit]);
}

function compared(figure: FigureValue): Compared {
  const { start, end, surface, value, value2, unit, kind, subject, period, approx } = figure;
  return { start, end, surface, value, value2, unit, kind, subject, period, approx };
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
