import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HorizontalPositionAlign,
  LineRuleType,
  Paragraph,
  TabStopType,
  TextRun,
  VerticalPositionAlign,
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
 * 版记 stands in a frame at the foot of the type area: a frame takes its place on the page of the paragraph behind it
 * both in Word and in LibreOffice, where a floating table is lost. That paragraph is one point high.
 */
export function colophonParagraphs(doc: OfficialDocument): Paragraph[] {
  const rows = colophonText(doc.colophon);
  if (rows.length === 0) return [];
  return [
    ...rows.map((row, index) => {
      const hang = size.no4 * (1 + [...row.label].length);
      return new Paragraph({
        style: style.colophon,
        frame: FRAME,
        border: {
          top: { style: BorderStyle.SINGLE, color: '000000', size: index === 0 ? 8 : 6, space: 0 },
          ...(index === rows.length - 1 ? { bottom: { style: BorderStyle.SINGLE, color: '000000', size: 8, space: 0 } } : {}),
        },
        spacing: spacing(0),
        tabStops: [
          { type: TabStopType.LEFT, position: twips(size.no4) },
          { type: TabStopType.RIGHT, position: twips(typeArea.width - size.no4) },
        ],
        ...(colophonRoom(row) < 0 ? {} : { indent: { left: twips(hang), hanging: twips(hang), right: 0 } }),
        children: [
          tab(),
          run(row.label + row.text),
          ...(row.right === '' ? [] : [tab(), run(row.right)]),
        ],
      });
    }),
    new Paragraph({
      style: style.flush,
      spacing: { before: 0, after: 0, line: SLIVER, lineRule: LineRuleType.EXACT },
      children: [],
    }),
  ];
}

const FRAME = {
  type: 'alignment' as const,
  width: twips(typeArea.width),
  wrap: FrameWrap.NOT_BESIDE,
  anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
  alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
  space: { horizontal: 0, vertical: 0 },
};

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
