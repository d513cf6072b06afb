import { BorderStyle, LineRuleType, Paragraph, TabStopType } from 'docx';

import type { OfficialDocument } from '../model.ts';
import { mm, size, typeArea } from '../page.ts';
import { redHeadShape, redHeadTop } from '../red-head.ts';
import { run, tab } from './inline.ts';
import { line, style, twips } from './styles.ts';

const RED = 'D7000F';
/** From the lower edge of a grid line, as Word sets type in it, to where the red line has to be. */
const RED_LINE_SPACE = 7;
const RED_LINE_WIDTH = 12;

/** Red head, number, 签发人 and red line; `above` is the space still to be left before what follows, twips. */
export function headParagraphs(
  doc: OfficialDocument,
  width: (text: string) => number,
): { children: Paragraph[]; above: number } {
  const top = [doc.copyNumber, doc.secrecy, doc.urgency].filter((text) => text !== undefined);
  const children = top.map(
    (text) => new Paragraph({ style: style.flush, children: [run(text, text === doc.copyNumber ? 'fang' : 'hei')] }),
  );
  let above = 0;
  if (doc.redHead !== null) {
    const shape = redHeadShape(doc.redHead);
    const height = twips(1.2 * shape.size);
    const before = twips(redHeadTop - 0.08 * shape.size) - top.length * line;
    children.push(
      ...shape.lines.map((text, index) => redLine(text, shape, height, index === 0 ? Math.max(0, before) : 0)),
    );
    const used = top.length * line + Math.max(0, before) + shape.lines.length * height;
    above = shape.rows * line - used + 2 * line;
  }
  const rows = numberRows(doc, width);
  for (const [index, row] of rows.entries()) {
    const isLast = index === rows.length - 1;
    children.push(
      new Paragraph({
        style: style.flush,
        ...row,
        spacing: { before: index === 0 ? Math.max(0, above) : 0, after: 0, line, lineRule: LineRuleType.EXACT },
        ...(isLast && doc.redHead !== null
          ? {
              border: {
                bottom: { style: BorderStyle.SINGLE, color: RED, size: RED_LINE_WIDTH, space: RED_LINE_SPACE },
              },
            }
          : {}),
      }),
    );
    above = isLast && doc.redHead !== null ? -20 * RED_LINE_SPACE - (20 * RED_LINE_WIDTH) / 8 : 0;
  }
  return { children, above };
}

function redLine(text: string, shape: { size: number; scale: number }, height: number, before: number): Paragraph {
  return new Paragraph({
    style: style.flush,
    alignment: 'center',
    spacing: { before, after: 0, line: height, lineRule: LineRuleType.EXACT },
    children: [
      run(text, 'title', {
        color: RED,
        size: Math.round(shape.size * 2),
        scale: Math.round(shape.scale * 100),
      }),
    ],
  });
}

type Row = Pick<ConstructorParameters<typeof Paragraph>[0] & object, 'children' | 'tabStops' | 'alignment'>;

/** The number in the middle, or one character from the left with 签发人 in columns that end one character from the right. */
function numberRows(doc: OfficialDocument, width: (text: string) => number): Row[] {
  const signers = doc.signers ?? [];
  if (signers.length === 0)
    return doc.number === undefined ? [] : [{ alignment: 'center', children: [run(doc.number)] }];
  const columns = [0, 1].map((side) => Math.max(0, ...signers.filter((_, at) => at % 2 === side).map(width)));
  const right = typeArea.width - size.no3;
  const second = right - columns[1]!;
  const first = second - (signers.length > 1 ? size.no3 : 0) - columns[0]!;
  const label = first - width('签发人：') - 1;
  const stops = [size.no3, label, first, second].map((position) => ({
    type: TabStopType.LEFT,
    position: twips(position),
  }));
  return Array.from({ length: Math.ceil(signers.length / 2) }, (_, row) => {
    const isLast = row === Math.ceil(signers.length / 2) - 1;
    const names = signers.slice(2 * row, 2 * row + 2);
    return {
      tabStops: signers.length > 1 ? stops : stops.slice(0, 3),
      children: [
        tab(),
        run(isLast ? (doc.number ?? '') : ''),
        tab(),
        run(row === 0 ? '签发人：' : ''),
        ...names.flatMap((name) => [tab(), run(name, 'kai')]),
      ],
    };
  });
}

/** Distance of the header line with the mark from the paper's edge. */
export const headerDistance = twips(mm(18));
