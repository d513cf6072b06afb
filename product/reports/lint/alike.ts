import { spellingVariants, type Entity, type EntityType } from '@quantu/documents';
import type { LintFinding } from './finding.ts';
import { placeOf, touchesFigure, type Passage } from './passages.ts';
import type { ReadPart } from './statements.ts';
import type { LintWords } from './words.ts';

interface Use {
  readonly passage: Passage;
  readonly from: number;
  readonly said: string;
}

/** One thing written in several ways: units, grouped numbers, names of offices, names of projects and plans. */
export function variantFindings(
  passages: readonly Passage[],
  parts: readonly ReadPart[],
  words: LintWords,
): LintFinding[] {
  return [
    ...unitVariants(passages, words),
    ...groupingVariants(passages),
    ...nameVariants(passages),
    ...entityVariants(parts),
  ];
}

/** ㎡ beside 平方米: the way used less often is to be changed. Tables have symbols of their own. */
function unitVariants(passages: readonly Passage[], { units }: LintWords): LintFinding[] {
  const texts = passages.filter(({ kind }) => kind !== 'table');
  return units.flatMap((ways) => {
    const uses = new Map(ways.map((way) => [way, usesOf(texts, way)]));
    const used = ways.filter((way) => uses.get(way)!.length > 0);
    if (used.length < 2) return [];
    const right = used.reduce((best, way) => (uses.get(way)!.length > uses.get(best)!.length ? way : best));
    return used
      .filter((way) => way !== right)
      .flatMap((way) =>
        uses.get(way)!.map((use) => ({
          code: 'unit-variant' as const,
          severity: 'info' as const,
          text: `同一单位全文应一致：这里用“${way}”，别处用“${right}”`,
          source: 'GB/T 9704-2012',
          places: [placeAt(use), placeAt(uses.get(right)![0]!)],
          fix: mended(use, right),
        })),
      );
  });
}

const placeAt = ({ passage, from, said }: Use) => placeOf(passage, from, from + said.length);

/** What is bound is changed by its binding. */
const mended = ({ passage, from, said }: Use, right: string): string | null =>
  touchesFigure(passage, from, from + said.length) ? null : right;

/** Behind a number, and no longer unit that begins alike. */
function usesOf(passages: readonly Passage[], way: string): Use[] {
  return passages.flatMap((passage) => {
    const found: Use[] = [];
    for (let at = passage.text.indexOf(way); at >= 0; at = passage.text.indexOf(way, at + way.length)) {
      const isUnit = /[\d万亿千百多余几]\s?$/u.test(passage.text.slice(Math.max(0, at - 2), at));
      if (isUnit && !/^[A-Za-z²³\d]/u.test(passage.text.slice(at + way.length, at + way.length + 1)))
        found.push({ passage, from: at, said: way });
    }
    return found;
  });
}

const COUNTED =
  '(?:\\.\\d+)?(?=个|项|家|户|人|名|件|处|条|场|次|批|座|栋|幢|套|辆|亩|元|吨|米|公里|平方|立方|公顷|万|亿|张|份|棵|株)';
const GROUPED = new RegExp(`(?<![\\d,.])\\d{1,3}(?:,\\d{3})+${COUNTED}`, 'gu');
const PLAIN = new RegExp(`(?<![\\d,.A-Za-z〔〕])\\d{5,9}${COUNTED}`, 'gu');

/** 1,280亩 beside 12800亩: one way of grouping in one text; four digits may stay plain. */
function groupingVariants(passages: readonly Passage[]): LintFinding[] {
  const all = (pattern: RegExp) =>
    passages.flatMap((passage) =>
      [...passage.text.matchAll(pattern)].map(({ 0: said, index: from }): Use => ({ passage, from, said })),
    );
  const [grouped, plain] = [all(GROUPED), all(PLAIN)];
  if (grouped.length === 0 || plain.length === 0) return [];
  const isGrouped = grouped.length >= plain.length;
  const other = (isGrouped ? grouped : plain)[0]!;
  return (isGrouped ? plain : grouped).map((use) => ({
    code: 'number-grouping',
    severity: 'info',
    text: `多位数的写法全文应一致：这里是“${use.said}”，别处如“${other.said}”${isGrouped ? '分节' : '不分节'}`,
    source: 'GB/T 15835-2011',
    places: [placeAt(use), placeAt(other)],
    fix: mended(use, isGrouped ? regrouped(use.said) : use.said.replaceAll(',', '')),
  }));
}

const regrouped = (said: string): string => {
  const [whole, rest] = said.split('.');
  return whole!.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',') + (rest === undefined ? '' : `.${rest}`);
};

const OFFICE =
  /(?<=^|[，。；：、和与由向“（\s]|会同)(?:\p{Script=Han}{0,8}?[省市州区县旗])(?<name>\p{Script=Han}{4,16}?(?:局|委员会|办公室|中心))/gu;

/** 区住房和城乡建设局 beside 区住房城乡建设局: full names that differ by a joiner only. */
function nameVariants(passages: readonly Passage[]): LintFinding[] {
  const uses = new Map<string, Use[]>();
  for (const passage of passages) {
    for (const match of passage.text.matchAll(OFFICE)) {
      const name = match.groups!['name']!;
      const from = match.index + match[0].length - name.length;
      const key = name.replaceAll(/[和与及]/gu, '');
      uses.set(key, [...(uses.get(key) ?? []), { passage, from, said: name }]);
    }
  }
  return [...uses.values()].flatMap((all) => {
    const counts = new Map<string, number>();
    for (const { said } of all) counts.set(said, (counts.get(said) ?? 0) + 1);
    if (counts.size < 2) return [];
    const right = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
    const model = all.find(({ said }) => said === right)!;
    return all
      .filter(({ said }) => said !== right)
      .map((use) => ({
        code: 'name-variant' as const,
        severity: 'warn' as const,
        text: `同一机构全文应一致：这里写“${use.said}”，别处写“${right}”`,
        source: null,
        places: [placeAt(use), placeAt(model)],
        fix: right,
      }));
  });
}

/** The same project or plan printed two ways, as the document engine judges it. */
function entityVariants(parts: readonly ReadPart[]): LintFinding[] {
  const entities = new Map<string, Entity>();
  const bases: number[] = [];
  let total = 0;
  for (const { passage, read } of parts) {
    bases.push(total);
    for (const entity of read.reading.entities) {
      if (entity.mentions.length === 0 || !COMPARED.has(entity.type)) continue;
      const mentions = entity.mentions.map(([from, to]): [number, number] => [
        from - read.base + total,
        to - read.base + total,
      ]);
      const key = `${entity.type}|${entity.name}`;
      const known = entities.get(key);
      if (known) known.mentions.push(...mentions);
      else entities.set(key, { ...entity, mentions });
    }
    total += passage.text.length + 1;
  }
  const placeIn = ([from, to]: readonly [number, number]) => {
    const at = bases.findLastIndex((base) => base <= from);
    return placeOf(parts[at]!.passage, from - bases[at]!, to - bases[at]!);
  };
  return spellingVariants([...entities.values()]).map(({ at, also, text }) => ({
    code: 'name-variant',
    severity: 'warn',
    text,
    source: null,
    places: [at, ...also].map(placeIn),
    fix: null,
  }));
}

const COMPARED: ReadonlySet<EntityType> = new Set(['project', 'plan', 'zone', 'company', 'programme', 'event']);
