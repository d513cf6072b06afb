import { isBlank, type Cell, type Merge, type Sheet, type TableRow } from '../cells.ts';
import { TABLE_LIMITS } from '../limits.ts';
import { builtInFormat, dateOfSerial, formatted, type Format } from './formats.ts';
import { unescaped } from './xlsx-parts.ts';
import { plainCell } from './xlsx-cell.ts';
import { attribute, decodeEntities, type XmlHandlers } from './xml.ts';

interface Shared {
  readonly strings: readonly string[];
  readonly formats: readonly Format[];
  readonly is1904: boolean;
}

const GENERAL = builtInFormat(0)!;

/** Takes the tags of one worksheet and keeps its cells. Rows and cells that have only a format are not kept. */
export class SheetReader implements XmlHandlers {
  readonly #shared: Shared;
  readonly #rows: TableRow[] = [];
  readonly #merges: Merge[] = [];
  readonly #hidden: number[] = [];
  readonly #widths = new Map<number, number>();
  cellCount = 0;
  #row = 0;
  #isHiddenRow = false;
  #cells: Cell[] = [];
  #column = 0;
  #type = '';
  #style = 0;
  #value = '';
  #formula: string | null = null;
  #hasValue = false;
  #in: '' | 'v' | 'f' | 't' = '';
  #isPhonetic = false;
  #isData = false;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  open(name: string, tag: string, isEmpty: boolean): void {
    switch (name) {
      case 'c':
        return this.#openCell(tag, isEmpty);
      case 'v':
      case 'f':
      case 't':
        if (this.#isData) {
          if (name === 'f') this.#formula = '';
          else this.#hasValue = true;
          this.#in = isEmpty ? '' : name;
        }
        return;
      case 'row':
        return this.#openRow(tag, isEmpty);
      case 'rPh':
        this.#isPhonetic = !isEmpty;
        return;
      case 'sheetData':
        this.#isData = !isEmpty;
        return;
      case 'col':
        return this.#takeColumn(tag);
      case 'mergeCell': {
        const merge = mergeOf(attribute(tag, 'ref') ?? '');
        if (merge) this.#merges.push(merge);
      }
    }
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else if (name === 'v' || name === 'f' || name === 't') this.#in = '';
    else if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 'sheetData') this.#isData = false;
  }

  text(text: string): void {
    if (this.#in === 'f') this.#formula = (this.#formula ?? '') + text;
    else if (this.#in !== '' && !this.#isPhonetic) this.#value += text;
  }

  /** Most of a large sheet is such cells: read off the text without cutting their tags out of it. */
  whole(text: string, start: number): number {
    const found = this.#isData ? plainCell(text, start) : null;
    if (found === null) return -1;
    const { end, column, style, kind } = found;
    this.#column = column;
    if (kind === 'empty') return end;
    this.#style = style;
    this.#type = kind;
    this.#value = decodeEntities(text.slice(found.from, found.until));
    this.#formula = null;
    this.#closeCell();
    return end;
  }

  #openRow(tag: string, isEmpty: boolean): void {
    const given = attribute(tag, 'r');
    this.#row = given === null ? this.#row + 1 : Number(given);
    this.#isHiddenRow = ['1', 'true'].includes(attribute(tag, 'hidden') ?? '');
    this.#column = 0;
    if (isEmpty) this.#closeRow();
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return;
    this.#rows.push({ row: this.#row, isHidden: this.#isHiddenRow, cells: this.#cells });
    this.#cells = [];
  }

  #openCell(tag: string, isEmpty: boolean): void {
    const at = attribute(tag, 'r');
    this.#column = at === null ? this.#column + 1 : columnOfAddress(at);
    if (isEmpty) return;
    this.#type = attribute(tag, 't') ?? 'n';
    this.#style = Number(attribute(tag, 's') ?? 0);
    this.#value = '';
    this.#hasValue = false;
    this.#formula = null;
  }

  #closeCell(): void {
    const cell = this.#cell();
    if (isBlank(cell) || this.#column > TABLE_LIMITS.columns || this.#column < 1) return;
    while (this.#cells.length < this.#column - 1) this.#cells.push(null);
    this.#cells[this.#column - 1] = cell;
    this.cellCount++;
  }

  #cell(): Cell {
    const value = this.#value;
    const isText = this.#type === 'str' && this.#hasValue;
    if (this.#formula !== null && value === '' && !isText) return { is: 'formula', text: this.#formula };
    switch (this.#type) {
      case 's':
        return value.trim() === '' ? null : (this.#shared.strings[Number(value)] ?? null);
      case 'str':
      case 'inlineStr':
        return unescaped(value);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true';
      case 'e':
        return { is: 'error', text: value };
      case 'd':
        return isoDate(value) ?? value;
      default: {
        if (value.trim() === '') return null;
        const number = Number(value);
        if (!Number.isFinite(number)) return value;
        return formatted(number, this.#shared.formats[this.#style] ?? GENERAL, this.#shared.is1904);
      }
    }
  }

  #takeColumn(tag: string): void {
    const from = Number(attribute(tag, 'min'));
    const until = Math.min(Number(attribute(tag, 'max')), TABLE_LIMITS.columns);
    const isHidden = ['1', 'true'].includes(attribute(tag, 'hidden') ?? '');
    const width = Number(attribute(tag, 'width') ?? Number.NaN);
    for (let column = from; column <= until; column++) {
      if (isHidden) this.#hidden.push(column);
      if (width > 0) this.#widths.set(column, width);
    }
  }

  sheet(name: string, isHidden: boolean): Sheet {
    return {
      name,
      isHidden,
      rows: this.#rows.sort((a, b) => a.row - b.row),
      merges: this.#merges,
      hiddenColumns: this.#hidden,
      widths: this.#widths,
    };
  }
}

function columnOfAddress(address: string): number {
  let column = 0;
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column;
}

function mergeOf(ref: string): Merge | null {
  const match = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/i.exec(ref);
  if (!match) return null;
  const [, left = '', top, right = '', bottom] = match;
  return { top: Number(top), left: columnOfAddress(left), bottom: Number(bottom), right: columnOfAddress(right) };
}

/** A date as `t="d"` cells have it, ISO 8601. */
function isoDate(text: string): Cell {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z)?)?/.exec(text.trim());
  if (!match) return null;
  const [, day = '', clock = '00:00:00', zone] = match;
  // Of Greenwich: it is eight hours later in China.
  const serial = (Date.parse(`${day}T${clock}Z`) + (zone === 'Z' ? 8 * 3_600_000 : 0)) / 86_400_000 + 25_569;
  return Number.isFinite(serial) ? dateOfSerial(serial) : null;
}
