import { decimal, type Decimal } from '@quantu/base';
import { written, type ReadFigure } from '@quantu/documents';
import type { LintFinding, LintPlace } from './finding.ts';
import { placeOf } from './passages.ts';
import { conflictOf, figuresIn, systemsOf, type Solved } from './systems.ts';
import type { Claim, Claims } from './statements.ts';

/** More would say that two reports were put into one. */
const MOST = 40;

/** What the numbers of the whole report cannot all claim: pairs that speak of one thing, then chains of arithmetic. */
export function contradictions({ claims, relations }: Claims, solved: Solved): LintFinding[] {
  const wrong = new Set<Claim>();
  const found: LintFinding[] = [];
  for (const group of byThing(claims)) {
    for (const [odd, other] of oddOnes(group)) {
      wrong.add(odd);
      found.push(pairFinding(odd, other));
    }
  }
  const sound = relations.filter(({ relation, claimOf }) =>
    figuresIn(relation).every((figure) => !wrong.has(claimOf.get(figure)!)),
  );
  for (const system of systemsOf(claims, sound)) {
    const conflict = conflictOf(system, solved);
    if (conflict) found.push(chainFinding(conflict.claims, conflict.suspect, system.said));
  }
  return found.slice(0, MOST);
}

function byThing(claims: readonly Claim[]): readonly (readonly Claim[])[] {
  const groups = new Map<number, Claim[]>();
  for (const claim of claims) {
    const group = groups.get(claim.thing);
    if (group) group.push(claim);
    else groups.set(claim.thing, [claim]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** One thing is not spoken of more often than this. */
const MOST_ALIKE = 60;

/** Of claims about one thing those that disagree, each with one it disagrees with; the one with fewest on its side is odd. */
function oddOnes(group: readonly Claim[]): readonly (readonly [odd: Claim, other: Claim])[] {
  const found: (readonly [Claim, Claim])[] = [];
  let left = group.slice(0, MOST_ALIKE);
  for (;;) {
    const scored = left.map((claim) => ({ claim, against: left.filter((other) => !agree(claim, other)) }));
    const odd = scored.reduce((worst, one) => (one.against.length >= worst.against.length ? one : worst));
    if (odd.against.length === 0) return found;
    found.push([odd.claim, odd.against[0]!]);
    left = left.filter((claim) => claim !== odd.claim);
  }
}

const agree = (a: Claim, b: Claim): boolean => {
  const grain = 1e-11 * Math.max(1, Math.abs(a.low), Math.abs(b.low));
  return !Number.isFinite(grain) || (a.low <= b.high + grain && b.low <= a.high + grain);
};

const surface = ({ figure }: Claim): string => figure.surface.replaceAll(/\s/gu, '');

function placeOfClaim({ part: { passage, read }, figure }: Claim): LintPlace {
  return placeOf(passage, figure.start - read.base, figure.end - read.base);
}

function pairFinding(odd: Claim, other: Claim): LintFinding {
  const isBound = odd.bound !== null && odd.bound === other.bound;
  const where = placeWords(odd, other);
  const name = odd.name || other.name;
  const what = isBound ? `同一个指标${name === '' ? '' : `（${name}）`}` : `“${name}”`;
  return {
    code: 'inconsistent',
    severity: isBound ? 'error' : 'warn',
    text: `${what}在这里是${surface(odd)}，${where}是${surface(other)}，两处不能都对`,
    source: null,
    places: [placeOfClaim(odd), placeOfClaim(other)],
    fix: null,
  };
}

function placeWords(odd: Claim, other: Claim): string {
  const under = other.part.passage.under;
  return under === '' || under === odd.part.passage.under ? '本部分另一处' : `在“${shortened(under)}”里`;
}

const shortened = (title: string): string => {
  const bare = title.replaceAll('“', '‘').replaceAll('”', '’');
  return bare.length > 24 ? `${bare.slice(0, 24)}…` : bare;
};

/** Several that cannot all be true: named in order, with the arithmetic that ties them. */
function chainFinding(claims: readonly Claim[], suspect: Claim, said: Claims['relations']): LintFinding {
  const ordered = [suspect, ...claims.filter((claim) => claim !== suspect)];
  const names = claims.map((claim) => {
    const where = claim.part.passage === suspect.part.passage ? '' : `（${shortened(claim.part.passage.under)}）`;
    return `${claim.name}${surface(claim)}${where}`;
  });
  const sums = said.flatMap((one) => arithmetic(one, claims) ?? []);
  const how = sums.length === 0 ? '' : `：${sums.join('，')}`;
  return {
    code: 'inconsistent',
    severity: 'warn',
    text: `这${claims.length}个数不能同时成立${how}；涉及${names.join('、')}`,
    source: null,
    places: ordered.map(placeOfClaim),
    fix: null,
  };
}

/** 17个＋16个＝33个，而总数是34个: a relation with the numbers of the conflict put in; null when one of them is not in it. */
function arithmetic({ relation, claimOf }: Claims['relations'][number], claims: readonly Claim[]): string | null {
  const put = (figure: ReadFigure): Claim | null => {
    const own = claimOf.get(figure)!;
    return claims.find((claim) => claim.thing === own.thing) ?? null;
  };
  switch (relation.kind) {
    case 'sum': {
      const [whole, parts] = [put(relation.whole), relation.parts.map(put)];
      const known = parts.filter((part) => part !== null);
      if (!whole || known.length === 0 || (relation.complete && known.length < parts.length)) return null;
      const sum = known.reduce((total, { figure }) => total.plus(figure.value), decimal(0));
      const terms = known.map(surface).join('＋');
      const said = known.length === 1 ? terms : `${terms}＝${like(sum, known[0]!)}`;
      return `${said}，${relation.complete ? '总数却是' : '已超过总数'}${surface(whole)}`;
    }
    case 'share': {
      const [part, whole, percent] = [put(relation.part), put(relation.whole), put(relation.percent.figure)];
      if (!part || !whole || !percent || decimal(whole.figure.value).isZero()) return null;
      const share = decimal(part.figure.value).div(whole.figure.value).times(100).toDecimalPlaces(2);
      return `${surface(part)}÷${surface(whole)}＝${share.toFixed()}%，文中是${surface(percent)}`;
    }
    case 'change': {
      const [level, change, percent] = [put(relation.level), put(relation.change), put(relation.percent.figure)];
      if (!level || !change || !percent) return null;
      return `${surface(level)}含变动${surface(change)}，变化幅度却是${surface(percent)}`;
    }
    case 'step': {
      const [from, to, percent] = [put(relation.from), put(relation.to), put(relation.percent.figure)];
      if (!from || !to || !percent) return null;
      return `由${surface(from)}到${surface(to)}，变化幅度却是${surface(percent)}`;
    }
  }
}

const like = (value: Decimal, claim: Claim): string => written(value, claim.figure);
