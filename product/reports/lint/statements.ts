import { decimal } from '@quantu/base';
import { halfStepOf, type ReadFigure, type Relation } from '@quantu/documents';
import type { Bound } from '../text.ts';
import type { Passage } from './passages.ts';
import type { PassageReading } from './read-passage.ts';

/** A passage with what was read in it. */
export interface ReadPart {
  readonly passage: Passage;
  readonly read: PassageReading;
}

/** One printed number and what it claims: that the thing it names lies between `low` and `high`. */
export interface Claim {
  readonly part: ReadPart;
  readonly figure: ReadFigure;
  readonly low: number;
  readonly high: number;
  /** The declared figure it is bound to; null when it is not. */
  readonly bound: string | null;
  /** Which thing it is about: equal for claims about the same. */
  thing: number;
  /** What the text calls it. */
  name: string;
}

/** Everything the numbers of a report claim and how they hang together. */
export interface Claims {
  readonly claims: readonly Claim[];
  readonly relations: readonly { readonly relation: Relation; readonly claimOf: ReadonlyMap<ReadFigure, Claim> }[];
}

/** The claims of a report in reading order; those about the same thing are joined. */
export function claimsOf(parts: readonly ReadPart[]): Claims {
  const claims: Claim[] = [];
  const relations: Claims['relations'][number][] = [];
  const same = new Map<string, Claim[]>();
  const stocks = new Map<string, Claim>();
  const totals: { readonly claim: Claim; readonly names: readonly string[] }[] = [];
  const put = (key: string, claim: Claim) => void same.set(key, [...(same.get(key) ?? []), claim]);
  for (const part of parts) {
    const claimOf = new Map<ReadFigure, Claim>();
    for (const figure of part.read.reading.figures) {
      const claim = claimAbout(part, figure, claims.length);
      claims.push(claim);
      claimOf.set(figure, claim);
      if (claim.bound !== null) put(`bound|${claim.bound}`, claim);
    }
    for (const { figure, key, subject, stock, totalOf } of part.read.statements.named) {
      const claim = claimOf.get(figure);
      if (!claim) continue;
      if (totalOf.length > 0) totals.push({ claim, names: totalOf });
      if (totalOf.length > 0 || subject === '') continue;
      claim.name = subject;
      put(`said|${key}`, claim);
      if (stock !== null) stocks.set(`${stock}|${figure.unit}`, claim);
    }
    for (const relation of part.read.statements.relations) relations.push({ relation, claimOf });
  }
  for (const [key, group] of same) join(claims, key.startsWith('said|') ? alike(group) : group);
  for (const { claim, names } of totals) {
    const name = names.find((one) => stocks.has(`${one}|${claim.figure.unit}`));
    if (name === undefined) continue;
    claim.name = name;
    join(claims, [stocks.get(`${name}|${claim.figure.unit}`)!, claim]);
  }
  for (const claim of claims) claim.thing = rootOf(claims, claim.thing);
  return { claims, relations };
}

function claimAbout(part: ReadPart, figure: ReadFigure, thing: number): Claim {
  const { passage, read } = part;
  const [from, to] = [figure.start - read.base, figure.end - read.base];
  const run = passage.spans.find((span) => span.inline.kind === 'figure' && span.from < to && from < span.to)?.inline;
  const [low, high] = rangeOf(figure);
  return {
    part,
    figure,
    low,
    high,
    bound: run?.kind === 'figure' ? boundKey(run.bound) : null,
    thing,
    name: figure.subject,
  };
}

const boundKey = ({ register, figure, scope, period }: Bound): string =>
  [register, figure, scope ?? '', period ?? ''].join('|');

/**
 * What a text calls alike is one thing unless it is bound to different figures or said of different times: then only
 * what is bound to the same, or said of no time where one time is said, is joined.
 */
function alike(group: readonly Claim[]): readonly Claim[] {
  const bounds = new Set(group.flatMap(({ bound }) => bound ?? []));
  const periods = new Set(group.flatMap(({ figure }) => figure.period?.replaceAll(/\s/gu, '') ?? []));
  if (periods.size > 1) return [];
  return bounds.size > 1 ? group.filter(({ bound }) => bound === null) : group;
}

/** Things are numbered by their first claim; a claim points to an earlier one or to itself. */
function rootOf(claims: readonly Claim[], thing: number): number {
  let at = thing;
  while (claims[at]!.thing !== at) at = claims[at]!.thing;
  return at;
}

function join(claims: readonly Claim[], group: readonly Claim[]): void {
  for (const claim of group.slice(1)) {
    const [one, other] = [rootOf(claims, group[0]!.thing), rootOf(claims, claim.thing)];
    claims[Math.max(one, other)]!.thing = Math.min(one, other);
  }
}

/** The ends between which the true value lies, given rounding and the word of approximation. */
function rangeOf(figure: ReadFigure): readonly [low: number, high: number] {
  const value = Number(figure.value);
  const half = halfStepOf(figure).toNumber();
  if (figure.value2 !== null) return [value - half, Number(figure.value2) + half];
  switch (figure.approx) {
    case 'exact':
      return [value - half, value + half];
    case '多':
    case '余':
      return [value, value + stepOf(figure)];
    case '近':
      return [value - Math.min(stepOf(figure), value / 10), value];
    case '约':
    case '左右':
      return [value - Math.max(half, Math.abs(value) / 20), value + Math.max(half, Math.abs(value) / 20)];
    case '以上':
    case '超':
      return [value - half, Number.POSITIVE_INFINITY];
    case '以下':
      return [Number.NEGATIVE_INFINITY, value + half];
    case '虚数':
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

/** One unit of the last digit that is not zero. */
function stepOf({ value }: ReadFigure): number {
  const size = decimal(value).abs();
  if (!size.isInteger()) return 10 ** -size.decimalPlaces();
  return 10 ** /0*$/u.exec(size.toFixed())![0].length;
}
