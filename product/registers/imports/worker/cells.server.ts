import { parseValue, type Register, type Value } from '@quantu/registers';
import {
  cellText,
  cellValue,
  isBlank,
  LATITUDE,
  LONGITUDE,
  placeOf,
  STATE_FIELD,
  type Cell,
  type CellValue,
  type ChoiceFinder,
} from '@quantu/tables';

/** What the cells of a field say, and their text where the value does not say it itself: rows are many. */
export interface Said {
  readonly found: CellValue;
  readonly text: string | null;
}
export type Reads = (cells: readonly Cell[]) => Said;

interface Known {
  readonly register: Register;
  readonly finders: ReadonlyMap<string, ChoiceFinder>;
  readonly states: ChoiceFinder;
}
interface Source {
  readonly unit: string | null;
  readonly isUnitAssumed: boolean;
}

/** Reads a field row after row from the columns that it is mapped to. */
export function readerOf(known: Known, name: string, sources: readonly Source[]): Reads {
  if (sources.length === 2) return (cells) => said(placeIn(known, name, sources, cells), joined(cells));
  const [source] = sources;
  const one = (cell: Cell): Said => said(valueIn(known, name, cell, source!), joined([cell]));
  const remembering = remembered(one);
  return ([cell = null]) => remembering(cell);
}

const [TRIED, MOST_KEPT] = [2000, 20_000];

/** Columns that say the same few things over and over are read once a thing; others are not kept. */
function remembered(read: (cell: Cell) => Said): (cell: Cell) => Said {
  const seen = new Map<Cell, Said>();
  let asked = 0;
  let isKept = true;
  return (cell) => {
    if (!isKept) return read(cell);
    const before = seen.get(cell);
    asked++;
    if (before) return before;
    const answer = read(cell);
    seen.set(cell, answer);
    if (seen.size > MOST_KEPT || (asked === TRIED && seen.size > TRIED / 2)) {
      isKept = false;
      seen.clear();
    }
    return answer;
  };
}

/** All values that a text may mean, or null when it means one or none. */
export function namedBy(found: CellValue): readonly string[] | null {
  if ('others' in found && found.others && typeof found.value === 'string') return [found.value, ...found.others];
  return ('among' in found && found.among) || null;
}

function said(found: CellValue, text: string): Said {
  const value = 'value' in found ? found.value : null;
  return { found, text: text === '' || text === plainText(value) ? null : text };
}

const plainText = (value: Value): string => (value === null || typeof value === 'object' ? '' : String(value));

const joined = (cells: readonly Cell[]): string =>
  cells.length === 1
    ? cellText(cells[0]).trim()
    : cells
        .map((cell) => cellText(cell).trim())
        .filter(Boolean)
        .join('，');

function valueIn({ register, finders, states }: Known, name: string, cell: Cell, source: Source): CellValue {
  if (name === STATE_FIELD)
    return isBlank(cell) ? { value: null } : labelled('状态', states.find(cellText(cell), '状态'));
  const field = register.fields[name]!;
  const { unit, isUnitAssumed } = source;
  const choices = field.kind === 'code' ? finders.get(field.set) : undefined;
  return cellValue(field, cell, { unit, isUnitAssumed, choices });
}

/** Longitude and latitude in columns of their own. */
function placeIn({ register }: Known, name: string, sources: readonly Source[], cells: readonly Cell[]): CellValue {
  const textOf = (unit: string) => cellText(cells[sources.findIndex((one) => one.unit === unit)]).trim();
  const [longitude, latitude] = [textOf(LONGITUDE), textOf(LATITUDE)];
  if (longitude === '' && latitude === '') return { value: null };
  const place = placeOf(longitude, latitude);
  const field = register.fields[name]!;
  return 'problem' in place ? labelled(field.label, place) : parseValue(field, place.geometry);
}

/** A sentence says which field it is about. */
function labelled<Found extends CellValue>(label: string, found: Found): Found {
  return 'problem' in found ? { ...found, problem: `${label}：${found.problem}` } : found;
}
