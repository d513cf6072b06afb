import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
  type IRunOptions,
} from 'docx';
import { unzipSync, zipSync, strFromU8, strToU8, type Zippable } from 'fflate';
import {
  OPINION_COLOURS,
  type OpinionPicture,
  type OpinionSection,
  type OpinionSheet,
  type OpinionTable,
} from './opinion-sheet.ts';
import { pngOf } from './png.server.ts';
import { svgPixels } from './svg-pixels.ts';

const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const HEI = { ascii: '黑体', hAnsi: '黑体', eastAsia: '黑体' };
const GREY = '868E96';
/** Twips between the margins of A4. */
const PAGE = { width: 11906, height: 16838, side: 1134, inner: 11906 - 2 * 1134 };

const words = (text: string, more: IRunOptions = {}): TextRun => new TextRun({ text, font: SONG, size: 19, ...more });
const hex = (colour: keyof typeof OPINION_COLOURS): string => OPINION_COLOURS[colour].slice(1);

/** The opinion as DOCX, to be corrected and signed; the same opinion gives the same bytes. */
export async function typesetOpinionDocx(sheet: OpinionSheet): Promise<Uint8Array> {
  const file = new Document({
    title: sheet.title,
    creator: '',
    lastModifiedBy: '',
    ...(sheet.mark === null ? {} : { description: sheet.mark }),
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: 1134, bottom: 1021, left: PAGE.side, right: PAGE.side, header: 567, footer: 510 },
          },
        },
        headers: { default: new Header({ children: [markLine(sheet)] }) },
        footers: { default: new Footer({ children: [footLine(sheet)] }) },
        children: [...headOf(sheet), ...sheet.sections.flatMap(sectionOf), signatureLine(sheet)],
      },
    ],
  });
  return dated(new Uint8Array(await Packer.toBuffer(file)), sheet.on);
}

const markLine = ({ mark }: OpinionSheet): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: mark === null ? [] : [words(mark, { font: HEI, color: hex('red') })],
  });

const footLine = ({ foot }: OpinionSheet): Paragraph =>
  new Paragraph({
    children: [
      words(`${foot}　第 `, { size: 16, color: GREY }),
      new TextRun({
        font: SONG,
        size: 16,
        color: GREY,
        children: [PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页'],
      }),
    ],
  });

function headOf({ title, subtitle, verdict, facts }: OpinionSheet): FileChild[] {
  const colour = hex(verdict.colour);
  const bar = { style: BorderStyle.SINGLE, size: 32, space: 6, color: colour };
  const box = { border: { left: bar }, shading: { type: ShadingType.CLEAR, fill: 'F8F9FA' } };
  const pairs = Array.from({ length: Math.ceil(facts.length / 2) }, (_, i) => facts.slice(2 * i, 2 * i + 2));
  const rows = pairs.map((pair) => {
    const [one, other = { label: '', text: '' }] = pair;
    return [one!.label, one!.text, other.label, other.text];
  });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, children: [words(title, { font: HEI, size: 36 })] }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [words(subtitle, { color: GREY })],
    }),
    new Paragraph({ ...box, children: [words(verdict.label, { font: HEI, size: 30, color: colour })] }),
    new Paragraph({ ...box, spacing: { after: 120 }, children: [words(verdict.text)] }),
    grid(
      [1, 3, 1, 3],
      rows.map((row) => row.map((text, at) => cell([words(text, at % 2 === 0 ? { color: GREY } : {})]))),
    ),
  ];
}

function sectionOf({ head, lines, table, picture }: OpinionSection): FileChild[] {
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 200, after: 80 },
      children: [words(head, { font: HEI, size: 22 })],
    }),
    ...lines.map((line) => new Paragraph({ spacing: { after: 40 }, children: [words(line)] })),
    ...(picture === null ? [] : pictureOf(picture)),
    ...(table === null ? [] : [tableOf(table)]),
  ];
}

/** Three pixels a millimetre and a half: 190 a printed inch. */
const PIXELS_PER_MM = 7.5;
const PX_PER_MM = 96 / 25.4;

/** The drawing for who shows SVG, pixels for who does not. */
function pictureOf({ svg, widthMm, heightMm, legend, caption }: OpinionPicture): Paragraph[] {
  const png = pngOf(svgPixels(svg, widthMm, heightMm, PIXELS_PER_MM));
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg.replaceAll('{{font}}', '黑体, SimHei, sans-serif')),
    fallback: { type: 'png', data: png },
    transformation: { width: Math.round(widthMm * PX_PER_MM), height: Math.round(heightMm * PX_PER_MM) },
    altText: { name: '位置图', title: '位置图', description: caption },
  });
  const key = legend.flatMap(({ label, colour, line }) => [
    words(line === undefined ? '■' : '□', { color: colour.slice(1), size: 17, bold: line !== undefined }),
    words(` ${label}　`, { size: 16 }),
  ]);
  const centred = (children: (TextRun | ImageRun)[], keepNext: boolean): Paragraph =>
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext, children });
  return [centred([image], true), centred(key, true), centred([words(caption, { size: 16, color: GREY })], false)];
}

function tableOf({ columns, rows, lights }: OpinionTable): Table {
  const head = columns.map(({ head }) => cell([words(head, { font: HEI, size: 17 })]));
  const body = rows.map((row, at) =>
    row.map((text, column) => {
      const light = column === 0 ? lights[at] : null;
      const dot = light ? [words('● ', { size: 17, color: hex(light) })] : [];
      return cell([...dot, words(text, { size: 17 })], columns[column]!.isNumber === true);
    }),
  );
  return grid(
    columns.map(({ width }) => width),
    [head, ...body],
    true,
  );
}

function grid(shares: readonly number[], rows: readonly (readonly TableCell[])[], hasHead = false): Table {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: PAGE.inner, type: WidthType.DXA },
    columnWidths: shares.map((share) => Math.floor((share / total) * PAGE.inner)),
    rows: rows.map(
      (cells, at) => new TableRow({ children: [...cells], tableHeader: hasHead && at === 0, cantSplit: true }),
    ),
  });
}

const cell = (children: TextRun[], isNumber = false): TableCell =>
  new TableCell({
    margins: { left: 60, right: 60, top: 40, bottom: 40 },
    children: [new Paragraph({ ...(isNumber ? { alignment: AlignmentType.RIGHT } : {}), children })],
  });

const signatureLine = ({ signatures }: OpinionSheet): Paragraph =>
  new Paragraph({
    spacing: { before: 320 },
    children: [words(signatures.map((who) => `${who}＿＿＿＿＿`).join('　'))],
  });

/** The document's own day instead of the clock's. */
function dated(bytes: Uint8Array, day: string): Uint8Array {
  const parts = unzipSync(bytes);
  const core = strFromU8(parts['docProps/core.xml']!);
  parts['docProps/core.xml'] = strToU8(core.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${day}T00:00:00Z`));
  let pictures = 0;
  // The library counts pictures through the life of the process.
  const body = strFromU8(parts['word/document.xml']!);
  parts['word/document.xml'] = strToU8(
    body.replace(/(<wp:docPr id=")\d+/g, (_, start: string) => `${start}${++pictures}`),
  );
  const mtime = new Date(1980, 0, 1);
  const names = Object.keys(parts).sort(
    (a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1),
  );
  const files: Zippable = {};
  for (const name of names) files[name] = [parts[name]!, { mtime, level: 6 }];
  return zipSync(files);
}
