import { chineseDay, parseDay } from '@quantu/base';
import type { Inline, OfficialBlock, OfficialDocument } from '@quantu/documents';
import type { ReportBlock, ReportInline, ReportSection, ReportText } from './text.ts';

/** The report as the document that is typeset: headings numbered, figures as atoms that survive the way through Word. */
export function officialOf(
  { head, sections }: ReportText,
  mark: string | null,
  code?: OfficialDocument['code'],
): OfficialDocument {
  return {
    redHead: head.redHead === '' ? null : head.redHead,
    ...said('number', head.number),
    ...(head.signers.length > 0 ? { signers: [...head.signers] } : {}),
    title: [...head.title],
    ...said('addressee', head.addressee),
    body: bodyOf(sections),
    ...(head.attachments.length > 0 ? { attachments: [...head.attachments] } : {}),
    ...(head.issuers.length > 0 || head.dated !== ''
      ? { signature: { issuers: [...head.issuers], dated: dayWords(head.dated) } }
      : {}),
    ...said('note', head.note),
    ...colophonOf(head),
    ...(code === undefined ? {} : { code }),
    ...(mark === null ? {} : { mark }),
  };
}

const said = <K extends string>(key: K, value: string): Partial<Record<K, string>> =>
  value === '' ? {} : ({ [key]: value } as Partial<Record<K, string>>);

function dayWords(text: string): string {
  const day = parseDay(text);
  return day === null ? text : chineseDay(day);
}

function colophonOf({ copyTo, printer, printedOn }: ReportText['head']): Pick<OfficialDocument, 'colophon'> {
  const colophon = {
    ...(copyTo.length > 0 ? { copyTo: [...copyTo] } : {}),
    ...said('printer', printer),
    ...said('printedOn', dayWords(printedOn)),
  };
  return Object.keys(colophon).length > 0 ? { colophon } : {};
}

/** Sections and blocks in order, each heading with its marker. */
function bodyOf(sections: readonly ReportSection[]): OfficialBlock[] {
  const numbers = new Numbers();
  return sections.flatMap(({ level, title, blocks }) => [
    ...(title === '' ? [] : [heading(level, [{ kind: 'text' as const, text: title }], numbers)]),
    ...blocks.map((block) => officialBlock(block, numbers)),
  ]);
}

function heading(level: 1 | 2 | 3 | 4, inlines: readonly ReportInline[], numbers: Numbers): OfficialBlock {
  return {
    kind: 'heading',
    level,
    inlines: [{ kind: 'text', text: numbers.next(level) }, ...inlines.map(officialInline)],
  };
}

function officialBlock(block: ReportBlock, numbers: Numbers): OfficialBlock {
  switch (block.kind) {
    case 'heading':
      return heading(block.level, block.inlines, numbers);
    case 'paragraph':
      return { kind: 'paragraph', inlines: block.inlines.map(officialInline) };
    case 'table':
      return {
        kind: 'table',
        ...said('caption', block.caption),
        head: [[...block.head]],
        rows: block.rows.map((row) => row.map((cell) => cell.map(officialInline))),
      };
    case 'pageBreak':
      return { kind: 'pageBreak' };
  }
}

const officialInline = (inline: ReportInline): Inline =>
  inline.kind === 'figure'
    ? { kind: 'figure', id: inline.id, text: inline.text }
    : { kind: 'text', text: inline.text, ...(inline.bold ? { bold: true } : {}) };

/** The markers of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; a higher heading begins the lower ones again. */
class Numbers {
  readonly #counts = [0, 0, 0, 0];

  next(level: 1 | 2 | 3 | 4): string {
    const count = ++this.#counts[level - 1]!;
    this.#counts.fill(0, level);
    return { 1: `${chineseNumeral(count)}、`, 2: `（${chineseNumeral(count)}）`, 3: `${count}.`, 4: `（${count}）` }[
      level
    ];
  }
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 as a document counts its parts: 十二, 三十. */
function chineseNumeral(count: number): string {
  const tens = Math.floor(count / 10);
  const ones = count % 10;
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return `${ten}${ones === 0 ? '' : DIGITS[ones]}`;
}
