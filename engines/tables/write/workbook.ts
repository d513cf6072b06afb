import { letterOf } from '../cells.ts';
import { zipped, type ZipPart } from './zipped.ts';

/** A cell to be written; a number in a format of its own is an object. */
export type OutCell = null | string | number | { readonly share: number } | { readonly day: string };

export interface OutSheet {
  readonly name: string;
  /** In characters, by column. */
  readonly widths: readonly number[];
  /** Bold rows on top that stay in sight. */
  readonly heads: readonly (readonly OutCell[])[];
  readonly rows: AsyncIterable<readonly (readonly OutCell[])[]>;
}

/** A cell that has more is written by Excel's own limit as this; an import leaves the field as it is. */
export const TOO_LONG = '（内容过长，单元格放不下，请导出 CSV 或 GeoJSON）';
const LONGEST_CELL = 32_767;

/**
 * A workbook of one sheet, written while its rows are read, so that its size does not matter. It names no time and no
 * program: equal rows give equal bytes.
 */
export function writeWorkbook(sheet: OutSheet): AsyncGenerator<Buffer> {
  return zipped(partsOf(sheet));
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function* partsOf(sheet: OutSheet): Generator<ZipPart> {
  const override = (path: string, type: string) =>
    `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}+xml"/>`;
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (inner: string) => `<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  const part = (path: string, xml: string): ZipPart => ({ path, chunks: [HEAD + xml] });
  const named = [['workbook.xml', 'sheet.main'] as const, ['styles.xml', 'styles'] as const];
  const types = [...named, ['worksheets/sheet1.xml', 'worksheet'] as const];
  const xmlType = '<Default Extension="xml" ContentType="application/xml"/>';
  const relType = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`;
  const overrides = types.map(([path, type]) => override(path, type)).join('');
  yield part('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types">${relType}${xmlType}${overrides}</Types>`);
  yield part('_rels/.rels', relations(relation(1, 'officeDocument', 'xl/workbook.xml')));
  const sheets = `<sheets><sheet name="${xml(sheet.name)}" sheetId="1" r:id="rId1"/></sheets>`;
  yield part('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${sheets}</workbook>`);
  const own = [relation(1, 'worksheet', 'worksheets/sheet1.xml'), relation(2, 'styles', 'styles.xml')];
  yield part('xl/_rels/workbook.xml.rels', relations(own.join('')));
  yield part('xl/styles.xml', STYLES);
  yield { path: 'xl/worksheets/sheet1.xml', chunks: sheetXml(sheet) };
}

const [BOLD, DAY, SHARE, TEXT] = [1, 2, 3, 4];
const STYLES = [
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
  '<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="5">${[
    [0, 0],
    [0, 1],
    [164, 0],
    [10, 0],
    [49, 0],
  ]
    .map(styleXml)
    .join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');

function styleXml([format, font]: readonly number[]): string {
  const applied = `${format === 0 ? '' : ' applyNumberFormat="1"'}${font === 0 ? '' : ' applyFont="1"'}`;
  return `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0"${applied}/>`;
}

async function* sheetXml({ widths, heads, rows }: OutSheet): AsyncGenerator<string> {
  const under = heads.length + 1;
  const pane = `<pane ySplit="${heads.length}" topLeftCell="A${under}" activePane="bottomLeft" state="frozen"/>`;
  const view = `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const cols = columns.length > 0 ? `<cols>${columns.join('')}</cols>` : '';
  const letters = widths.map((_, i) => letterOf(i + 1));
  let line = 0;
  yield `${HEAD}<worksheet xmlns="${MAIN}">${view}${cols}<sheetData>`;
  yield heads.map((cells) => rowXml(++line, cells, letters, BOLD)).join('');
  for await (const chunk of rows) yield chunk.map((cells) => rowXml(++line, cells, letters)).join('');
  yield '</sheetData></worksheet>';
}

function rowXml(line: number, cells: readonly OutCell[], letters: readonly string[], style = 0): string {
  let out = `<row r="${line}">`;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? null;
    if (cell !== null && cell !== '') out += cellXml(`${letters[i]}${line}`, cell, style);
  }
  return `${out}</row>`;
}

function cellXml(at: string, cell: Exclude<OutCell, null>, style: number): string {
  if (typeof cell === 'string') return textXml(at, cell, style);
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  return 'share' in cell
    ? `<c r="${at}" s="${SHARE}"><v>${cell.share}</v></c>`
    : `<c r="${at}" s="${DAY}"><v>${serialOf(cell.day)}</v></c>`;
}

function textXml(at: string, text: string, style: number): string {
  // Digits that are a text stay one when somebody edits them.
  const own = style === 0 && /^\d[\d.]*$/.test(text) ? TEXT : style;
  const kept = text.length > LONGEST_CELL ? TOO_LONG : text;
  return `<c r="${at}" t="inlineStr"${own === 0 ? '' : ` s="${own}"`}><is><t xml:space="preserve">${xml(escaped(kept))}</t></is></c>`;
}

const UNWRITABLE = /_(?=x[0-9a-fA-F]{4}_)|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g; // oxlint-disable-line no-control-regex -- they are what is escaped

/** Text as Excel escapes it: what XML cannot have, and what would be taken for such an escape, as `_x000D_`. */
export function escaped(text: string): string {
  return text.replace(UNWRITABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);

/** The serial number of a day in the 1900 system, which has a 29 February 1900 that never was. */
function serialOf(day: string): number {
  const days = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
  return days < 61 ? days - 1 : days;
}
