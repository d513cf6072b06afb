export {
  cellText,
  isBlank,
  letterOf,
  numberText,
  type Cell,
  type Merge,
  type Sheet,
  type TableRow,
  type Workbook,
} from './cells.ts';
export { tableFault } from './faults.ts';
export {
  understandSheet,
  SECTION_COLUMN,
  SHEET_COLUMN,
  type SheetColumn,
  type UnderstoodSheet,
} from './understand/sheet.ts';
export { EXAMPLE_MARK, type DataRow, type SkippedRow } from './understand/rows.ts';
export { bareHead, normal, REASON_HEAD, ROW_HEAD } from './understand/words.ts';
export { cellValue, type CellContext, type CellValue } from './parse/cell-value.ts';
export { ChoiceFinder, NAME_AND_KEY, type FoundChoice, type KnownChoice } from './parse/choices.ts';
export { readDate } from './parse/days.ts';
export { readNumber, unitFactor } from './parse/numbers.ts';
export { placeOf, placeText, readPlace } from './parse/places.ts';
export {
  guessMapping,
  isImported,
  knownHeads,
  LATITUDE,
  LONGITUDE,
  STATE_FIELD,
  type ColumnMapping,
} from './mapping/guess.ts';
export { neutral, unneutralised } from './write/neutralise.ts';
