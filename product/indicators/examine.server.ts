import { parseDay, type Instant } from '@quantu/base';
import { CLEAR, clearMatch, matchesOf, periodText, type Match, type Period, type Printed } from '@quantu/figures';
import type { Books } from '@quantu/registers';
import type { ReadDb, Tables } from '@quantu/store';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { Candidate } from '@quantu/figures';
import { scopeText } from './asked.ts';
import { isDeclared, shownValue, verdictFor, type Target, type Values } from './target.server.ts';

type Figure = Selectable<Tables['figure']>;
export type FigureToCheck = Figure & {
  readonly dated: string | null;
  readonly recorded_from: Instant;
  /** It stands inside a promise. */
  readonly promised: boolean;
  readonly clashes: boolean;
};
export type Check = Insertable<Tables['figure_check']>;
type Binding = Selectable<Tables['figure_binding']>;

/** What is said of what is to be, in the words before a figure. */
const TO_COME = /(?:力争|争取|计划|拟|将|目标|确保|预计|预期|到20\d\d年底?)[^，。；]{0,24}$/;
/** Printed and computed agree in so many digits that it is no chance. */
const TELLING_DIGITS = 3;
const BY_VALUE = 0.15;
/** How far apart two figures may stand that speak of the same time. */
const NEAR_CHARACTERS = 80;
const NEAR_FIGURES = 4;

export async function figuresToCheck(db: ReadDb, ids: readonly string[]): Promise<FigureToCheck[]> {
  const rows = await db
    .selectFrom('figure')
    .innerJoin('document', 'document.id', 'figure.document')
    .selectAll('figure')
    .select(['document.dated'])
    .select([
      sql<Instant>`figure.recorded_from`.as('recorded_from'),
      sql<boolean>`exists (select from commitment c where c.document = figure.document
        and c.start_at <= figure.start_at and c.end_at >= figure.end_at)`.as('promised'),
      sql<boolean>`exists (select from proposal p where p.document = figure.document and p.kind = 'finding'
        and p.state = 'proposed' and p.value ->> 'severity' = 'error'
        and (p.value -> 'at' ->> 0)::int = figure.start_at)`.as('clashes'),
    ])
    .where('figure.id', 'in', ids)
    .orderBy('figure.document')
    .orderBy('figure.position')
    .execute();
  return rows;
}

/** What a printed figure is as the matching sees it. */
export function printedOf(figure: FigureToCheck, whole: Printed['whole']): Printed {
  const change = figure.comparison?.type;
  return {
    concept: figure.concept,
    unit: figure.unit,
    kind: figure.kind,
    isChange: change === '同比' || change === '环比' || change === '较上年' || change === '较',
    isPromise: figure.promised || TO_COME.test(figure.before),
    period: figure.period,
    dated: figure.dated === null ? null : parseDay(figure.dated),
    around: figure.before,
    whole,
  };
}

export function targetOf({ register, figure, scope, period }: Match): Target {
  return { register, key: figure, scope: scopeText(scope), period: period && periodText(period) };
}

/**
 * What stands behind each of these figures: what a person said, else what is clear, else what is worth proposing. A
 * value that agrees in three digits or more is evidence too, and says which period was meant where none is printed.
 */
export async function examine(
  books: Books,
  values: Values,
  candidates: readonly Candidate[],
  figures: readonly FigureToCheck[],
  bindings: ReadonlyMap<string, Binding>,
): Promise<Check[]> {
  const wholes = new Map<string, NonNullable<Printed['whole']>>();
  const looks: Look[] = [];
  for (const figure of figures) {
    const whole = figure.subset_of === null ? null : (wholes.get(figure.subset_of) ?? null);
    const found = await originOf(books, values, candidates, figure, whole, bindings.get(figure.id));
    if (found.target && found.origin !== 'proposed') {
      wholes.set(figure.id, { register: found.target.register, figure: found.target.key });
    }
    looks.push({ figure, found });
  }
  const checks: Check[] = [];
  for (const [i, { figure }] of looks.entries()) {
    checks.push(await checkOf(books, values, figure, await besideOthers(values, candidates, looks, i)));
  }
  return checks;
}

interface Look {
  readonly figure: FigureToCheck;
  readonly found: Found;
}

/**
 * 46个、总投资312.80亿元: two digits alone tell no period, but what stands beside them and is clear does. In that period
 * the same value is no chance any more; another value is still only proposed, in the period that is meant.
 */
async function besideOthers(
  values: Values,
  candidates: readonly Candidate[],
  looks: readonly Look[],
  at: number,
): Promise<Found> {
  const { figure, found } = looks[at]!;
  const { target, confidence, origin } = found;
  if (origin !== 'proposed' || target?.period !== null || confidence + BY_VALUE < CLEAR) return found;
  if (!candidates.some((one) => one.register === target.register && one.figure === target.key && one.hasPeriod)) {
    return found;
  }
  const near = looks
    .slice(Math.max(0, at - NEAR_FIGURES), at + NEAR_FIGURES + 1)
    .flatMap(({ figure: other, found: its }) =>
      other.document === figure.document &&
      Math.abs(other.start_at - figure.start_at) <= NEAR_CHARACTERS &&
      other.period === null &&
      its.origin !== 'proposed' &&
      its.target?.register === target.register &&
      its.target.period !== null
        ? [{ away: Math.abs(other.start_at - figure.start_at), period: its.target.period }]
        : [],
    );
  const [nearest] = near.toSorted((a, b) => a.away - b.away);
  if (!nearest) return found;
  const meant = { ...target, period: nearest.period };
  const isSame = verdictFor(figure, await values.of(meant)).state === 'matched';
  return isSame
    ? { origin: 'automatic', target: meant, confidence: Math.min(1, confidence + BY_VALUE) }
    : { ...found, target: meant };
}

interface Found {
  readonly origin: Check['origin'];
  readonly target: Target | null;
  readonly confidence: number;
}

const NOTHING: Found = { origin: 'none', target: null, confidence: 0 };

async function originOf(
  books: Books,
  values: Values,
  candidates: readonly Candidate[],
  figure: FigureToCheck,
  whole: Printed['whole'],
  binding: Binding | undefined,
): Promise<Found> {
  if (binding) {
    const { register, key, scope, period } = binding;
    if (register === null || key === null) return { ...NOTHING, origin: 'unbound' };
    const target = { register, key, scope, period };
    return isDeclared(books, target) ? { origin: 'person', target, confidence: 1 } : NOTHING;
  }
  const matches = matchesOf(printedOf(figure, whole), candidates);
  const clear = clearMatch(matches);
  if (clear) return { origin: 'automatic', target: targetOf(clear), confidence: clear.confidence };
  const [best] = matches;
  if (!best) return NOTHING;
  const agreed = await agreeing(values, candidates, figure, matches);
  return agreed ?? { origin: 'proposed', target: targetOf(best), confidence: best.confidence };
}

/** The first near match whose value is the printed one, in one of the periods that may be meant. */
async function agreeing(
  values: Values,
  candidates: readonly Candidate[],
  figure: FigureToCheck,
  matches: readonly Match[],
): Promise<Found | null> {
  if (figure.value.replace(/^-|\./g, '').replace(/^0+|0+$/g, '').length < TELLING_DIGITS) return null;
  for (const match of matches.filter(({ confidence }) => confidence + BY_VALUE >= CLEAR)) {
    const isByPeriod = candidates.some(
      (one) => one.register === match.register && one.figure === match.figure && one.hasPeriod,
    );
    const periods = isByPeriod && match.period === null ? periodsMeant(figure.dated) : [match.period];
    for (const period of periods) {
      const target = targetOf({ ...match, period });
      if (verdictFor(figure, await values.of(target)).state !== 'matched') continue;
      return { origin: 'automatic', target, confidence: Math.min(1, match.confidence + BY_VALUE) };
    }
  }
  return null;
}

/** Without a printed period: all time, the document's year so far, its year, its half. */
function periodsMeant(dated: string | null): readonly (Period | null)[] {
  if (dated === null) return [null];
  const year = Number(dated.slice(0, 4));
  const month = Number(dated.slice(5, 7));
  const before = month > 1 ? [{ year, from: 1, to: month - 1 }] : [];
  return [
    null,
    { year, from: 1, to: month },
    ...before,
    { year, from: 1, to: 12 },
    { year: year - 1, from: 1, to: 12 },
  ];
}

async function checkOf(books: Books, values: Values, figure: FigureToCheck, found: Found): Promise<Check> {
  const { origin, target, confidence } = found;
  const isBound = target !== null && origin !== 'proposed';
  const value = target && (await values.of(target));
  const verdict = isBound && value ? verdictFor(figure, value).state : 'unsupported';
  const isOpen = verdict === 'unsupported' || verdict === 'unjudged';
  return {
    figure: figure.id,
    figure_from: figure.recorded_from,
    origin,
    state: figure.clashes && isOpen ? 'inconsistent' : verdict,
    register: target?.register ?? null,
    key: target?.key ?? null,
    scope: target?.scope ?? null,
    period: target?.period ?? null,
    confidence,
    label: target && books.registers.get(target.register)!.figures![target.key]!.label,
    value: value?.value ?? null,
    shown: value && shownValue(value),
    clashes: figure.clashes,
  };
}
