import { dayInChina, decimal, instantOf, plain, type Day } from '@quantu/base';
import { readText, type ReadFigure } from '@quantu/documents';
import { definitionOn, lastDay, published, unitParts, verdictOn, type PrintedFigure } from '@quantu/figures';
import { askedOf, mayNarrow, maySee, Values, type Target } from '@quantu/indicators/server';
import { geometryOf, type Books, type Viewer } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import type { FigureLook } from './contract.ts';
import type { Bound, FigureRun } from './text.ts';

export type Looked = Pick<FigureRun, 'id' | 'text' | 'bound'>;

const targetOf = ({ register, figure, scope, period }: Bound): Target => ({ register, key: figure, scope, period });

/** A value as the report prints it: `304.36亿元`. */
export const printedAs = (value: string, { unit, decimals }: Bound): string =>
  `${published(value, unit, decimals)}${unit}`;

/**
 * Holds bound numbers against their registers as of the end of a day, or now. Numbers of the same figure are computed
 * once; a figure that a program no longer declares, or a group it no longer has, cannot be judged and says why.
 */
export async function looksAt(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  figures: readonly Looked[],
  asOf: Day | null,
): Promise<FigureLook[]> {
  const values = new Values(db, books, asOf ?? undefined);
  const printed = printedFigures(figures);
  const until = asOf ?? dayInChina(instantOf(new Date()));
  return Promise.all(figures.map((figure, at) => lookAt(books, viewer, values, figure, printed[at]!, asOf, until)));
}

async function lookAt(
  books: Books,
  viewer: Viewer,
  values: Values,
  { id, bound }: Looked,
  printed: PrintedFigure | null,
  asOf: Day | null,
  until: Day,
): Promise<FigureLook> {
  const found = await reached(books, viewer, values, bound, asOf);
  if ('why' in found) return { ...unreached(bound), id, note: found.why };
  const { asked, value } = found;
  const { figure, register } = asked;
  const definition = definitionOn(figure, asOf);
  const verdict = printed === null ? 'unjudged' : verdictOn(printed, value.value).state;
  const isOpen = asked.period !== null && lastDay(asked.period) > until;
  return {
    id,
    value: value.value,
    expected: value.value === null ? null : printedAs(value.value, bound),
    state: verdict === 'matched' && isOpen ? 'provisional' : verdict,
    note: noteOf(value.note, printed, isOpen, until),
    label: figure.label,
    registerLabel: register.label,
    definition: definition.words,
    definitionVersion: definition.version,
    filter: value.parts[0]?.filter ?? '',
    rows: value.parts[0]?.rows ?? 0,
    hasMap: geometryOf(register) !== null,
  };
}

type Reached =
  | { readonly asked: ReturnType<typeof askedOf>; readonly value: Awaited<ReturnType<Values['of']>> }
  | { readonly why: string };

async function reached(books: Books, viewer: Viewer, values: Values, bound: Bound, asOf: Day | null): Promise<Reached> {
  try {
    const { register, figure, scope, period } = bound;
    const words = { scope: scope ?? undefined, period: period ?? undefined, asOf: asOf ?? undefined };
    const asked = askedOf(books, register, figure, words);
    if (!maySeeAsked(asked, viewer)) return { why: '您不能查看这个指标的数据' };
    if (unitParts(asked.figure.unit).base !== unitParts(bound.unit).base && !isCounted(asked.figure.figure)) {
      return { why: `指标的单位是${asked.figure.unit}，不能写成${bound.unit}` };
    }
    return { asked, value: await values.of(targetOf(bound)) };
  } catch (error) {
    // A figure that is no longer declared and the like is told beside the number; anything else is ours.
    if (error instanceof Error && error.name === 'Fault') return { why: error.message };
    throw error;
  }
}

/** By the rules of the figure's own page: a group or a period of it would tell single records. */
export function maySeeAsked(asked: ReturnType<typeof askedOf>, viewer: Viewer): boolean {
  if (viewer.isProgram) return true;
  if (!maySee(asked.register, viewer)) return false;
  return (asked.scope === null && asked.period === null) || mayNarrow(asked, viewer);
}

/** What is counted has the counting word of the sentence: 33个 or 33宗. */
const isCounted = (how: string): boolean => how === 'count' || how === 'distinct';

function noteOf(why: string | null, printed: PrintedFigure | null, isOpen: boolean, until: Day): string | null {
  if (printed === null) return '文字里读不出一个数，无法核对';
  if (why !== null) return why;
  return isOpen ? `所指期间到${until}还没有结束，数字是阶段性的` : null;
}

const unreached = ({ register, figure }: Bound): Omit<FigureLook, 'id' | 'note'> => ({
  value: null,
  expected: null,
  state: 'unjudged',
  label: figure,
  registerLabel: register,
  definition: '',
  definitionVersion: 0,
  filter: '',
  rows: 0,
  hasMap: false,
});

/** What the printed texts say, each read by itself; null where no number can be read. */
export function printedFigures(figures: readonly Looked[]): readonly (PrintedFigure | null)[] {
  // One reading for all: each text is a paragraph of its own.
  const text = figures.map((figure) => figure.text.replaceAll('\n', ' ')).join('\n');
  const read = readText(text).figures;
  let start = 0;
  return figures.map((figure) => {
    const end = start + figure.text.length;
    const inside = read.filter((one) => one.start >= start && one.end <= end);
    start = end + 1;
    const [only] = inside;
    return only && inside.length === 1 && fits(only, figure.bound) ? only : bareNumber(figure);
  });
}

const fits = (read: ReadFigure, { unit }: Bound): boolean => read.unit === unitParts(unit).base;

/** A number in a unit that the reader does not know, or in a cell under its unit: digits times the unit's multiplier. */
function bareNumber({ text, bound }: Looked): PrintedFigure | null {
  const digits = /^[^\d+\-−]*?([+\-−]?\d[\d,，]*(?:\.\d+)?)\D*$/u.exec(text.normalize('NFKC'))?.[1];
  if (digits === undefined) return null;
  const number = decimal(digits.replaceAll(/[,，]/g, '').replace('−', '-'));
  const { base, factor } = unitParts(bound.unit);
  return {
    value: plain(number.times(factor)),
    value2: null,
    unit: base,
    approx: 'exact',
    kind: 'amount',
    surface: `${digits}${bound.unit}`,
  };
}
