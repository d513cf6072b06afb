import { chineseDay, parseDay } from '@quantu/base';

import type { ReadFigure, Reading } from '../reading.ts';
import { readOutline, tidy, type Block } from '../structure/index.ts';
import { levelOf } from './markup-blocks.ts';
import type { Inline, OfficialBlock, OfficialDocument } from './model.ts';
import { readPrintedFoot } from './printed-foot.ts';
import { keptCharacters } from './tidy-text.ts';

export interface FromReadingOptions {
  /** The id a figure gets; `f1`, `f2` … in reading order when not said. */
  figureId?: (figure: ReadFigure, index: number) => string;
  /** Printed on every page outside the type area. */
  mark?: string;
}

/**
 * The same document as a model: head, title, body with every figure as an atom, foot and 版记. What a text copy has lost
 * is put back where the rest says it (the red head from issuer and number), and blanks that do not belong are left out.
 */
export function officialFromReading(reading: Reading, options: FromReadingOptions = {}): OfficialDocument {
  const { document: head } = reading;
  const outline = readOutline(reading.text);
  const printed = readPrintedFoot(reading.text, outline.blocks);
  const ids = options.figureId ?? ((_, index) => `f${index + 1}`);
  const write = inlineWriter(reading, ids);
  const { body, annexes } = divided(withoutAddressee(outline.blocks, head.addressee), write);
  const dated = head.dated === null ? '' : dayText(head.dated);
  const issuers = printed.issuers.length > 0 ? printed.issuers : head.issuer === null ? [] : [head.issuer];
  return {
    redHead: printed.redHead ?? (head.issuer !== null && head.number !== null ? `${head.issuer}文件` : null),
    ...optional('copyNumber', printed.copyNumber),
    ...optional('secrecy', printed.secrecy),
    ...optional('urgency', printed.urgency),
    ...optional('number', head.number),
    ...(head.signer === null ? {} : { signers: head.signer.split('、') }),
    title: head.title === null ? [] : [head.title],
    ...optional('addressee', head.addressee),
    body,
    ...(printed.attachments.length > 0 ? { attachments: printed.attachments } : {}),
    ...(dated === '' && printed.issuers.length === 0 ? {} : { signature: { issuers, dated } }),
    ...optional('note', printed.note),
    ...colophonOf(printed, head.printedOn),
    ...(annexes.length > 0 ? { annexes } : {}),
    ...optional('mark', options.mark ?? null),
  };
}

const optional = <K extends string>(key: K, value: string | null): Partial<Record<K, string>> =>
  value === null || value === '' ? {} : ({ [key]: value } as Partial<Record<K, string>>);

function dayText(text: string): string {
  const day = parseDay(text);
  return day === null ? text : chineseDay(day);
}

function colophonOf(
  printed: { copyTo: string[]; printer: string | null },
  printedOn: string | null,
): Pick<OfficialDocument, 'colophon'> {
  const colophon = {
    ...(printed.copyTo.length > 0 ? { copyTo: printed.copyTo } : {}),
    ...optional('printer', printed.printer),
    ...optional('printedOn', printedOn === null ? null : dayText(printedOn)),
  };
  return Object.keys(colophon).length > 0 ? { colophon } : {};
}

/** The reader may leave the addressee's line among the body. */
function withoutAddressee(blocks: Block[], addressee: string | null): Block[] {
  const first = tidy(blocks[0]?.text ?? '').replace(/[：:]$/, '');
  return addressee !== null && first === addressee ? blocks.slice(1) : blocks;
}

type Writer = (block: Block, from: number, to: number) => Inline[];

/** Makes the inlines of a part of a block: text without stray blanks, and an atom for each figure that lies within. */
function inlineWriter(reading: Reading, idOf: (figure: ReadFigure, index: number) => string): Writer {
  const figures = reading.figures
    .map((figure, index) => ({ start: figure.start, end: figure.end, id: idOf(figure, index) }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return (block, from, to) => {
    const kept = keptCharacters(block.text);
    const text = (start: number, end: number): string =>
      [...Array(Math.max(0, end - start)).keys()]
        .map((at) => (kept[start + at] ? block.text[start + at]! : ''))
        .join('');
    const inlines: Inline[] = [];
    const add = (inline: Inline): void => void (inline.text !== '' && inlines.push(inline));
    let at = from;
    for (const figure of within(figures, block.at(from), block.at(to))) {
      const start = indexOf(block, figure.start);
      const end = indexOf(block, figure.end);
      if (start < at || end > to) continue;
      add({ kind: 'text', text: text(at, start) });
      add({ kind: 'figure', id: figure.id, text: text(start, end) });
      at = end;
    }
    add({ kind: 'text', text: text(at, to) });
    return inlines;
  };
}

/** The figures of a source range; they are sorted, and a report has thousands at most in one paragraph. */
function within<F extends { start: number; end: number }>(figures: F[], start: number, end: number): F[] {
  let low = 0;
  let high = figures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (figures[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const found: F[] = [];
  for (let at = low; at < figures.length && figures[at]!.start < end; at++) found.push(figures[at]!);
  return found;
}

/** The first index in a block that stands at a source offset or behind it. */
function indexOf(block: Block, offset: number): number {
  let low = 0;
  let high = block.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (block.at(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Divided = { body: OfficialBlock[]; annexes: NonNullable<OfficialDocument['annexes']> };

/** Blocks up to a line 附件 or 附件2 are the body; the line below such a one is an annex's title. */
function divided(blocks: Block[], write: Writer): Divided {
  const starts = blocks.flatMap((block, at) => (/^附\s*件\s*\d{0,2}\s*[：:]?$/.test(block.text.trim()) ? [at] : []));
  const annexes = starts.map((start, index) => {
    const part = blocks.slice(start + 1, starts[index + 1]);
    return { title: part[0]?.text.trim() ?? '', body: officialBlocks(part.slice(1), write) };
  });
  return { body: officialBlocks(blocks.slice(0, starts[0]), write), annexes };
}

function officialBlocks(blocks: Block[], write: Writer): OfficialBlock[] {
  const body: OfficialBlock[] = [];
  for (const block of blocks) {
    const last = body.at(-1);
    if (block.text.includes('\t')) {
      const row = tableRow(block, write);
      if (last?.kind === 'table') last.rows.push(row);
      else body.push({ kind: 'table', head: [row.map(plain)], rows: [] });
    } else if (/^——/.test(block.text)) {
      const item = write(block, 2, block.text.length);
      if (last?.kind === 'list') last.items.push(item);
      else body.push({ kind: 'list', items: [item] });
    } else body.push(paragraph(block, write));
  }
  return body;
}

const plain = (inlines: Inline[]): string => inlines.map((inline) => inline.text).join('');

function tableRow(block: Block, write: Writer): Inline[][] {
  const cells: Inline[][] = [];
  let from = 0;
  for (let at = 0; at <= block.text.length; at++) {
    if (at < block.text.length && block.text[at] !== '\t') continue;
    cells.push(write(block, from, at));
    from = at + 1;
  }
  return cells;
}

/** A marked heading of 60 characters is already long; what is longer is a paragraph with a number in front. */
const LONGEST_HEADING = 60;

function paragraph(block: Block, write: Writer): OfficialBlock {
  const { text } = block;
  const level = levelOf(text);
  const all = (): Inline[] => write(block, 0, text.length);
  if (level === null) return { kind: 'paragraph', inlines: all() };
  const stop = firstStop(text);
  if (stop === null || stop === text.length)
    return text.length <= LONGEST_HEADING
      ? { kind: 'heading', level, inlines: all() }
      : { kind: 'paragraph', inlines: all() };
  if (level > 2 || stop > LONGEST_HEADING) return { kind: 'paragraph', inlines: all() };
  return { kind: 'heading', level, inlines: write(block, 0, stop), runOn: write(block, stop, text.length) };
}

/** The end of the first full stop outside quotation marks. */
function firstStop(text: string): number | null {
  let quotes = 0;
  for (let at = 0; at < text.length; at++) {
    if (/[“‘]/.test(text[at]!)) quotes++;
    if (/[”’]/.test(text[at]!)) quotes = Math.max(0, quotes - 1);
    if (text[at] === '。' && quotes === 0) return at + 1;
  }
  return null;
}
