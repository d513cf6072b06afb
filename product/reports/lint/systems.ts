import type { ReadFigure } from '@quantu/documents';
import { isFeasible, type LinearRow } from './feasible.ts';
import { smallestConflict } from './minimal.ts';
import type { Claim, Claims } from './statements.ts';

type Said = Claims['relations'];

/** Claims that hang together by relations, ready to be asked which of them can be true at once. */
export interface System {
  readonly claims: readonly Claim[];
  readonly said: Said;
  /** Equal for systems that say the same in numbers. */
  readonly key: string;
  readonly isConsistent: (claims: readonly number[]) => boolean;
}

/** The claims in groups that relations tie together; those that cannot be wrong are left out. */
export function systemsOf(claims: readonly Claim[], said: Said): readonly System[] {
  const groups = new Groups();
  for (const { relation, claimOf } of said) {
    const things = figuresIn(relation).map((figure) => claimOf.get(figure)!.thing);
    for (const thing of things) groups.join(things[0]!, thing);
  }
  const members = new Map<number, Claim[]>();
  for (const claim of claims) {
    if (!groups.has(claim.thing)) continue;
    const root = groups.rootOf(claim.thing);
    members.set(root, [...(members.get(root) ?? []), claim]);
  }
  const tied = new Map<number, Said[number][]>();
  for (const one of said) {
    const root = groups.rootOf(one.claimOf.get(figuresIn(one.relation)[0]!)!.thing);
    tied.set(root, [...(tied.get(root) ?? []), one]);
  }
  return [...members].flatMap(([root, group]) => {
    const relations = tied.get(root)!;
    const things = new Set(group.map(({ thing }) => thing));
    // One relation whose things are each named once was found to hold where it stands.
    return relations.length === 1 && things.size === group.length ? [] : [systemOf(group, relations)];
  });
}

/** The figures whose things a relation ties; its percentage is none of them. */
export function figuresIn(relation: Said[number]['relation']): readonly ReadFigure[] {
  switch (relation.kind) {
    case 'sum':
      return [relation.whole, ...relation.parts];
    case 'share':
      return [relation.part, relation.whole];
    case 'change':
      return [relation.level, relation.change];
    case 'step':
      return [relation.from, relation.to];
  }
}

/** One variable for each thing; a claim bounds its thing, a percentage ties two. */
function systemOf(tied: readonly Claim[], said: Said): System {
  const percents = said.flatMap(({ relation, claimOf }) =>
    relation.kind === 'sum' ? [] : [claimOf.get(relation.percent.figure)!],
  );
  const claims = [...new Set([...tied, ...percents])];
  const numbers = new Map([...new Set(tied.map(({ thing }) => thing))].map((thing, at) => [thing, at]));
  const given: LinearRow[] = [];
  const spelled: string[] = [];
  const own = new Map<Claim, LinearRow[]>();
  for (const { relation, claimOf } of said) {
    const at = (figure: ReadFigure) => numbers.get(claimOf.get(figure)!.thing)!;
    const percent = relation.kind === 'sum' ? '' : claims.indexOf(claimOf.get(relation.percent.figure)!);
    const way = relation.kind === 'sum' ? relation.complete : relation.kind === 'change' && relation.falls;
    spelled.push(`${relation.kind} ${way} ${percent} ${figuresIn(relation).map(at).join()}`);
    if (relation.kind === 'sum') {
      const parts = relation.parts.map((part) => [at(part), -1] as const);
      given.push({
        terms: [[at(relation.whole), 1], ...parts],
        low: 0,
        high: relation.complete ? 0 : Number.POSITIVE_INFINITY,
      });
      continue;
    }
    const claim = claimOf.get(relation.percent.figure)!;
    own.set(claim, [...(own.get(claim) ?? []), ...percentRows(relation, at)]);
  }
  const bounds = claims.map((claim) => `${numbers.get(claim.thing) ?? ''}:${claim.low},${claim.high}`);
  return {
    claims,
    said,
    key: [...spelled, ...bounds].join(';'),
    isConsistent: (chosen) => {
      const low = Array.from(numbers, () => 0);
      const high = Array.from(numbers, () => Number.POSITIVE_INFINITY);
      const rows = [...given];
      for (const index of chosen) {
        const claim = claims[index]!;
        const variable = numbers.get(claim.thing);
        rows.push(...(own.get(claim) ?? []));
        if (variable === undefined) continue;
        const [least, most] = sizes(claim);
        low[variable] = Math.max(low[variable]!, least);
        high[variable] = Math.min(high[variable]!, most);
      }
      return isFeasible(low, high, rows);
    },
  };
}

/** A decrease is printed with its size: 减少8.60亿元 is read as a negative number. */
function sizes({ low, high }: Claim): readonly [low: number, high: number] {
  return high < 0 ? [-high, -low] : [low, high];
}

type Rated = Exclude<Said[number]['relation'], { kind: 'sum' }>;

/** `low% ≤ part ÷ base ≤ high%` as two rows without a quotient. */
function percentRows(relation: Rated, at: (figure: ReadFigure) => number): LinearRow[] {
  const [low, high] = [relation.percent.low.toNumber(), relation.percent.high.toNumber()];
  const [least, most] = high < 0 ? [-high, -low] : [low, high];
  const rows = (part: Terms, base: Terms): LinearRow[] => [
    { terms: plus(part, base, -least), low: 0, high: Number.POSITIVE_INFINITY },
    { terms: plus(part, base, -most), low: Number.NEGATIVE_INFINITY, high: 0 },
  ];
  switch (relation.kind) {
    case 'share':
      return rows([[at(relation.part), 100]], [[at(relation.whole), 1]]);
    case 'change':
      return rows(
        [[at(relation.change), 100]],
        [
          [at(relation.level), 1],
          [at(relation.change), relation.falls ? 1 : -1],
        ],
      );
    case 'step': {
      const [from, to] = [at(relation.from), at(relation.to)];
      const falls = Number(relation.to.value) < Number(relation.from.value);
      const step: Terms = falls
        ? [
            [from, 100],
            [to, -100],
          ]
        : [
            [to, 100],
            [from, -100],
          ];
      return rows(step, [[from, 1]]);
    }
  }
}

type Terms = readonly (readonly [variable: number, factor: number])[];

const plus = (terms: Terms, more: Terms, times: number): Terms => [
  ...terms,
  ...more.map(([variable, factor]) => [variable, factor * times] as const),
];

/** No report ties more numbers together; beyond it only a machine could follow. */
const LARGEST = 100;

/** What was found out about systems, by their key; indices of their claims. */
export type Solved = Map<string, { readonly conflict: readonly number[]; readonly suspect: number } | null>;

/** The smallest set of claims that cannot all be true, and the one among them that, left out, mends the system. */
export function conflictOf(
  { claims, key, isConsistent }: System,
  solved: Solved,
): { claims: readonly Claim[]; suspect: Claim } | null {
  if (claims.length > LARGEST) return null;
  const known = solved.get(key);
  const found = known === undefined ? solve(claims.length, isConsistent) : known;
  solved.set(key, found);
  return found && { claims: found.conflict.map((at) => claims[at]!), suspect: claims[found.suspect]! };
}

function solve(count: number, isConsistent: System['isConsistent']) {
  const conflict = smallestConflict(count, isConsistent);
  if (!conflict) return null;
  const all = Array.from({ length: count }, (_, at) => at);
  const mends = (index: number) => isConsistent(all.filter((at) => at !== index));
  return { conflict, suspect: conflict.findLast(mends) ?? conflict.at(-1)! };
}

/** Disjoint sets of numbers. */
class Groups {
  readonly #parent = new Map<number, number>();

  has(one: number): boolean {
    return this.#parent.has(one);
  }

  rootOf(one: number): number {
    let at = one;
    for (let next = this.#parent.get(at) ?? at; next !== at; next = this.#parent.get(at) ?? at) at = next;
    return at;
  }

  join(one: number, other: number): void {
    if (!this.#parent.has(one)) this.#parent.set(one, one);
    if (!this.#parent.has(other)) this.#parent.set(other, other);
    this.#parent.set(this.rootOf(other), this.rootOf(one));
  }
}
