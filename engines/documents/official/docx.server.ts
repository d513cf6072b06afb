import { Document, Footer, Header, LineRuleType, Packer, PageOrientation, Paragraph, SectionType, TextRun } from 'docx';

import { cleanDocument } from './clean.ts';
import { loadFonts } from './fonts.server.ts';
import { dayText } from './foot.ts';
import { lineEnds } from './kinsoku.ts';
import type { Advance } from './lines.ts';
import type { OfficialBlock, OfficialDocument } from './model.ts';
import { mm, pitch, size, titleRows, tracking } from './page.ts';
import { titleLines } from './title.ts';
import { blockChildren, type Placed } from './word/blocks.ts';
import { colophonParagraphs, footParagraphs, pageNumberParagraph } from './word/foot.ts';
import { headerDistance, headParagraphs } from './word/head.ts';
import { InlineWriter, run } from './word/inline.ts';
import { finishPackage } from './word/package.ts';
import { line, SLIVER, style, twips } from './word/styles.ts';

/**
 * The document as DOCX after GB/T 9704-2012: the same lines and pages as the PDF, styles with outline levels, and a
 * content control around every figure. The same document gives the same bytes.
 */
export async function typesetDocx(doc: OfficialDocument): Promise<Uint8Array> {
  const clean = cleanDocument(doc);
  const title = titleLines(clean.title).join('');
  const file = new Document({
    title,
    creator: clean.signature?.issuers.join('、') ?? '',
    lastModifiedBy: '',
    ...(clean.mark === undefined ? {} : { description: clean.mark }),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15, balanceSingleByteDoubleByteWidth: true },
    sections: sectionsOf(clean),
  });
  return finishPackage(new Uint8Array(await Packer.toBuffer(file)), dayOf(clean));
}

type Section = { children: Placed[]; isTurned: boolean };

function sectionsOf(doc: OfficialDocument) {
  const fonts = loadFonts();
  const advance: Advance = (char, face) => fonts.advance(char, face === 'bold' ? 'fang' : face) || 1;
  const write = new InlineWriter(advance);
  const width = (text: string): number =>
    [...text].reduce((sum, char) => sum + advance(char, 'fang') * size.no3 + tracking, 0);
  const linesOf = (text: string, room: number): number => {
    const chars = [...text];
    const widths = chars.map((char) => advance(char, 'fang') * size.no4);
    return Math.max(1, lineEnds(chars, widths, room).length);
  };
  const head = headParagraphs(doc, width);
  const pages: Placed[][] = [
    [...head.children, ...titleParagraphs(doc.title, head.above + 2 * line), ...addressee(doc)].map(upright),
  ];
  addBlocks(pages, doc.body, write, doc.signature !== undefined);
  pages.at(-1)!.push(...footParagraphs(doc, width).map(upright));
  for (const [index, annex] of (doc.annexes ?? []).entries()) {
    const label = (doc.annexes ?? []).length > 1 ? `附件${index + 1}` : '附件';
    const heading = new Paragraph({ style: style.flush, children: [run(label, 'hei')] });
    const own: Placed[][] = [[]];
    addBlocks(own, annex.body, write);
    const turned = own[0]![0]?.turned ?? false;
    own[0]!.unshift(...[heading, ...titleParagraphs([annex.title], line)].map((child) => ({ child, turned })));
    pages.push(...own);
  }
  pages.at(-1)!.push(...colophonParagraphs(doc, linesOf).map(upright));
  const sections = pages.flatMap(byOrientation);
  return sections.map((section, index) => ({
    properties: pageProperties(section.isTurned),
    ...(index === 0 ? { headers: headers(doc), footers: footers() } : {}),
    children: section.children.map((placed) => placed.child),
  }));
}

const upright = (child: Paragraph): Placed => ({ child, turned: false });

/** The title as one paragraph, broken where the PDF breaks it; `before` is the space above it, twips. */
function titleParagraphs(given: string[], before: number): Paragraph[] {
  const lines = titleLines(given);
  if (lines.length === 0) return [];
  const rows = titleRows(lines.length);
  return [
    new Paragraph({
      style: style.title,
      spacing: {
        before: Math.max(0, before),
        after: twips(rows.after + pitch),
        line: twips(rows.pitch),
        lineRule: LineRuleType.EXACT,
      },
      children: lines.map((text, index) => run(text, 'title', index === 0 ? {} : { break: 1 })),
    }),
  ];
}

function addressee(doc: OfficialDocument): Paragraph[] {
  if (doc.addressee === undefined) return [];
  const text = `${doc.addressee.replace(/[：:]$/, '')}：`;
  return [new Paragraph({ style: style.flush, children: [run(text)] })];
}

/** The end of the text stays with the signature when there is one, so that no page holds the signature alone. */
function addBlocks(pages: Placed[][], blocks: OfficialBlock[], write: InlineWriter, isSigned = false): void {
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'pageBreak') pages.push([]);
    else pages.at(-1)!.push(...blockChildren(block, write, isSigned && index === blocks.length - 1));
  }
}

/** A page that turns for a wide table and back again is several sections. */
function byOrientation(page: Placed[]): Section[] {
  const sections: Section[] = [];
  for (const placed of page) {
    const last = sections.at(-1);
    if (last && last.isTurned === placed.turned) last.children.push(placed);
    else sections.push({ children: [placed], isTurned: placed.turned });
  }
  return sections;
}

/** A4; 28 and 37 mm on the left and at the top, 22 lines and the slivers of anchors in between. */
const PAPER = { width: 11906, height: 16838 };
const MARGIN = { top: 2098, bottom: PAPER.height - 2098 - 22 * line - SLIVER - 4, left: 1587, right: 1474 };

function pageProperties(isTurned: boolean) {
  const margin = isTurned ? { top: MARGIN.left, bottom: MARGIN.right, left: MARGIN.bottom, right: MARGIN.top } : MARGIN;
  return {
    type: SectionType.NEXT_PAGE,
    page: {
      size: { ...PAPER, orientation: isTurned ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
      margin: { ...margin, header: headerDistance, footer: isTurned ? twips(mm(14)) : FOOTER, gutter: 0 },
    },
    grid: { type: 'lines' as const, linePitch: line },
  };
}

/** The footer's 20 pt line ends so far above the paper's edge that its dash is 7 mm under the type area. */
const FOOTER = twips(mm(297 - 262 - 7) - 8.2);

function headers(doc: OfficialDocument) {
  if (doc.mark === undefined) return {};
  const header = () =>
    new Header({
      children: [
        new Paragraph({
          style: style.flush,
          alignment: 'center',
          children: [
            new TextRun({
              text: ` ${doc.mark} `,
              font: { ascii: '黑体', hAnsi: '黑体', eastAsia: '黑体', hint: 'eastAsia' },
              size: 2 * size.no5,
              scale: 100,
              border: { style: 'single', size: 4, space: 0, color: '000000' },
            }),
          ],
        }),
      ],
    });
  return { default: header(), even: header() };
}

const footers = () => ({
  default: new Footer({ children: [pageNumberParagraph('right')] }),
  even: new Footer({ children: [pageNumberParagraph('left')] }),
});

/** The day for the package's properties: the document's, never the clock's. */
function dayOf(doc: OfficialDocument): string {
  const match = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(dayText(doc.signature?.dated ?? doc.colophon?.printedOn ?? ''));
  return match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : '1980-01-01';
}
