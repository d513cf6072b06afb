import { boxesVml, notesXml } from './notes.ts';
import { sheetXml, type OutSheet } from './sheet-xml.ts';
import { escapedXml, Styles } from './styles.ts';
import { zipped, type ZipPart } from './zipped.ts';

/**
 * A workbook, written while the rows of its sheets are read, so that their number does not matter. It names no time and
 * no program: equal rows give equal bytes.
 */
export function writeWorkbook(sheets: OutSheet | readonly OutSheet[]): AsyncGenerator<Buffer> {
  return zipped(partsOf('name' in sheets ? [sheets] : sheets));
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const part = (path: string, xml: string): ZipPart => ({ path, chunks: [HEAD + xml] });
const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (list: readonly string[]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;

function* partsOf(sheets: readonly OutSheet[]): Generator<ZipPart> {
  const styles = new Styles();
  yield part('[Content_Types].xml', typesXml(sheets));
  yield part('_rels/.rels', relations([relation(1, 'officeDocument', 'xl/workbook.xml')]));
  yield part('xl/workbook.xml', workbookXml(sheets));
  const own = sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  yield part('xl/_rels/workbook.xml.rels', relations([...own, relation(sheets.length + 1, 'styles', 'styles.xml')]));
  for (const [i, sheet] of sheets.entries()) {
    yield { path: `xl/worksheets/sheet${i + 1}.xml`, chunks: withHead(sheetXml(sheet, styles)) };
    yield* noteParts(sheet, i + 1);
  }
  // The styles that the cells above asked for are known only now.
  yield part('xl/styles.xml', styles.xml());
}

async function* withHead(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  yield HEAD;
  yield* chunks;
}

function* noteParts({ notes = [] }: OutSheet, number: number): Generator<ZipPart> {
  if (notes.length === 0) return;
  const links = [
    relation(1, 'vmlDrawing', `../drawings/vmlDrawing${number}.vml`),
    relation(2, 'comments', `../comments${number}.xml`),
  ];
  yield part(`xl/worksheets/_rels/sheet${number}.xml.rels`, relations(links));
  yield part(`xl/comments${number}.xml`, notesXml(notes));
  yield { path: `xl/drawings/vmlDrawing${number}.vml`, chunks: [boxesVml(notes)] };
}

function typesXml(sheets: readonly OutSheet[]): string {
  const override = (path: string, type: string) =>
    `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}+xml"/>`;
  const isNoted = ({ notes = [] }: OutSheet) => notes.length > 0;
  const parts = sheets.flatMap((sheet, i) => [
    override(`worksheets/sheet${i + 1}.xml`, 'worksheet'),
    ...(isNoted(sheet) ? [override(`comments${i + 1}.xml`, 'comments')] : []),
  ]);
  const defaults = [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...(sheets.some(isNoted)
      ? ['<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>']
      : []),
  ];
  const all = [...defaults, override('workbook.xml', 'sheet.main'), override('styles.xml', 'styles'), ...parts];
  return `<Types xmlns="${PACKAGE}/content-types">${all.join('')}</Types>`;
}

function workbookXml(sheets: readonly OutSheet[]): string {
  const list = sheets.map(
    ({ name, isHidden }, i) =>
      `<sheet name="${escapedXml(name)}" sheetId="${i + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`;
}
