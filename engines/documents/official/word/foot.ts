import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  LineRuleType,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';

import { attachmentLines, colophonRoom, colophonText, dayText, signatureIndents } from '../foot.ts';
import type { OfficialDocument } from '../model.ts';
import { indent, size, typeArea } from '../page.ts';
import { run, tab } from './inline.ts';
import { line, SLIVER, style, twips } from './styles.ts';

/** 附件说明, signature, date and 附注. */
export function footParagraphs(doc: OfficialDocument, width: (text: string) => number): Paragraph[] {
  return [...attachmentParagraphs(doc), ...signatureParagraphs(doc, width), ...noteParagraphs(doc)];
}

const spacing = (rows: number) => ({ before: rows * line, after: 0, line, lineRule: LineRuleType.EXACT });

function attachmentParagraphs(doc: OfficialDocument): Paragraph[] {
  return attachmentLines(doc.attachments ?? []).map(
    ({ text, hang }, index) =>
      new Paragraph({
        style: style.flush,
        spacing: spacing(index === 0 ? 1 : 0),
        indent: { left: twips(indent + hang), hanging: twips(hang) },
        children: [run(text)],
      }),
  );
}

function signatureParagraphs(doc: OfficialDocument, width: (text: string) => number): Paragraph[] {
  if (!doc.signature) return [];
  const dated = dayText(doc.signature.dated);
  const { issuers, date } = signatureIndents(doc.signature.issuers.map(width), width(dated));
  const texts = [...doc.signature.issuers, ...(dated === '' ? [] : [dated])];
  return texts.map(
    (text, index) =>
      new Paragraph({
        style: style.signature,
        keepNext: index < texts.length - 1,
        spacing: spacing(index === 0 ? 2 : 0),
        indent: { right: twips(issuers[index] ?? date), firstLine: 0 },
        children: [run(text)],
      }),
  );
}

function noteParagraphs(doc: OfficialDocument): Paragraph[] {
  if (doc.note === undefined) return [];
  return [new Paragraph({ children: [run(`（${doc.note.replace(/^[（(]|[）)]$/g, '')}）`)] })];
}

/**
 * 版记: each row is a frame of its own at its place at the foot of the type area, on the page of the paragraph behind it
 * (which is a sliver high). Word and LibreOffice both keep it there; LibreOffice loses floating tables, and of several
 * paragraphs in one frame the rules between them.
 */
export function colophonParagraphs(
  doc: OfficialDocument,
  linesOf: (text: string, room: number) => number,
): Paragraph[] {
  const rows = colophonText(doc.colophon).map((row) => ({ ...row, lines: linesOf(row.text, colophonRoom(row)) }));
  if (rows.length === 0) return [];
  const below = (index: number): number => rows.slice(index).reduce((sum, row) => sum + row.lines, 0);
  return [
    ...rows.map((row, index) => {
      const hang = size.no4 * (1 + [...row.label].length);
      return new Paragraph({
        style: style.colophon,
        frame: frameAt((typeArea.lines - below(index)) * line, row.lines * line),
        border: {
          top: { style: BorderStyle.SINGLE, color: '000000', size: index === 0 ? THICK : THIN, space: 0 },
          ...(index === rows.length - 1
            ? { bottom: { style: BorderStyle.SINGLE, color: '000000', size: THICK, space: 0 } }
            : {}),
        },
        spacing: spacing(0),
        tabStops: [
          { type: TabStopType.LEFT, position: twips(size.no4) },
          { type: TabStopType.RIGHT, position: twips(typeArea.width - size.no4) },
        ],
        indent: { left: twips(hang), hanging: twips(hang), right: row.right === '' ? twips(size.no4) : 0 },
        children: [tab(), run(row.label + row.text), ...(row.right === '' ? [] : [tab(), run(row.right)])],
      });
    }),
    new Paragraph({
      style: style.flush,
      spacing: { before: 0, after: 0, line: SLIVER, lineRule: LineRuleType.EXACT },
      children: [],
    }),
  ];
}

/** 0.35 and 0.25 mm in eighths of a point. */
const THICK = 8;
const THIN = 6;

const frameAt = (y: number, height: number) => ({
  type: 'absolute' as const,
  position: { x: 0, y },
  width: twips(typeArea.width),
  height,
  rule: HeightRule.EXACT,
  wrap: FrameWrap.NOT_BESIDE,
  anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
  space: { horizontal: 0, vertical: 0 },
});

/** `— 1 —`, 4号, one character from the outer edge. */
export function pageNumberParagraph(side: 'left' | 'right'): Paragraph {
  return new Paragraph({
    style: style.flush,
    alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    spacing: { before: 0, after: 0, line: 400, lineRule: LineRuleType.EXACT },
    indent: side === 'left' ? { left: twips(size.no4), firstLine: 0 } : { right: twips(size.no4), firstLine: 0 },
    children: [pageNumberRun()],
  });
}

const pageNumberRun = (): TextRun =>
  new TextRun({
    children: ['— ', 'CURRENT', ' —'],
    font: { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体', cs: '宋体', hint: 'eastAsia' },
    size: 2 * size.no4,
    scale: 100,
  });
