import type { DocumentAnswer, HeadValue } from '@quantu/product-documents';

type Section = DocumentAnswer['data']['sections'][number];

/** How a block is set: parts of the red head, headings, body, foot. */
export type BlockRole =
  | 'redHead'
  | 'number'
  | 'signer'
  | 'title'
  | 'addressee'
  | 'h1'
  | 'paragraph'
  | 'table'
  | 'right'
  | 'foot'
  | 'more';

/** A heading's characters: 一、 black, （一） kai, 一是 bold. */
export interface Run {
  start: number;
  end: number;
  level: number;
}

/** One paragraph on the screen. Its pieces are ranges of the text; a hard line end between two pieces is not shown. */
export interface Block {
  role: BlockRole;
  start: number;
  end: number;
  pieces: readonly (readonly [start: number, end: number])[];
  runs: readonly Run[];
}

/** Longer paragraphs go on in another block, so that no block is expensive to draw. */
const LONGEST = 6000;
/** A line shorter than this is not taken for a paragraph that a page break cut. */
const CUT_AT_LEAST = 24;
const FINISHED = /[。！？；：…”’）)》〉.!?;:]$/;
const bare = (text: string): string => text.replace(/[\s　]+/g, '');

/** Text → blocks. Pure; every character that is not white space stands in exactly one piece. */
export function layOut(text: string, sections: readonly Section[], head: HeadValue | null): Block[] {
  const runs = sections.map((section) => runOf(text, section)).sort((a, b) => a.start - b.start);
  const bodyFrom = runs[0]?.start ?? 0;
  const blocks: Block[] = [];
  let next = 0;
  let hasTitle = false;
  for (const [start, end] of lines(text)) {
    const own: Run[] = [];
    for (; next < runs.length && runs[next]!.start < end; next++) if (runs[next]!.start >= start) own.push(runs[next]!);
    const line = text.slice(start, end);
    const role = roleOf(line, start < bodyFrom ? headRole(line, head, hasTitle) : bodyRole(line, own, end, head));
    hasTitle ||= role === 'title';
    const before = blocks.at(-1);
    if (before && role === 'paragraph' && own.length === 0 && isCut(text, before))
      blocks[blocks.length - 1] = joined(before, start, end);
    else blocks.push({ role, start, end, pieces: [[start, end]], runs: own });
  }
  return blocks.flatMap((block) => split(text, block));
}

/** The lines that are not blank, without the white space around them: the style sheet indents. */
function* lines(text: string): Generator<[number, number]> {
  for (let from = 0; from <= text.length;) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    const line = text.slice(from, to);
    const trimmed = line.trim();
    if (trimmed !== '') {
      const start = from + line.indexOf(trimmed);
      yield [start, start + trimmed.length];
    }
    from = to + 1;
  }
}

function runOf(text: string, { start: from, end, title, path }: Section): Run {
  const start = from + (/^\s*/.exec(text.slice(from, from + 40))?.[0].length ?? 0);
  const at = title === '' ? -1 : text.indexOf(title, start);
  const titleEnd = at < 0 || at > end ? start + (path.at(-1)?.length ?? 0) : at + title.length;
  return { start, end: /[。：:]/.test(text[titleEnd] ?? '') ? titleEnd + 1 : titleEnd, level: path.length };
}

/** Cells stand between tabs: a table wherever it is, also before the first heading. */
function roleOf(line: string, otherwise: BlockRole): BlockRole {
  return line.includes('\t') ? 'table' : otherwise;
}

function headRole(line: string, head: HeadValue | null, hasTitle: boolean): BlockRole {
  const short = bare(line);
  if (short.endsWith('文件') && short.length < 40) return 'redHead';
  if (head?.number && short.length < 40 && short.includes(bare(head.number))) return 'number';
  if (/^签发人[：:]/.test(short)) return 'signer';
  if (head?.title && short.length > 3 && (bare(head.title).includes(short) || short.includes(bare(head.title))))
    return 'title';
  if (hasTitle && /[：:]$/.test(short) && short.length < 60) return 'addressee';
  return 'paragraph';
}

function bodyRole(line: string, runs: readonly Run[], end: number, head: HeadValue | null): BlockRole {
  const only = runs.length === 1 ? runs[0] : undefined;
  if (only && only.end >= end) return only.level === 1 ? 'h1' : 'paragraph';
  const short = bare(line);
  if (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(short) || (head?.issuer && short === bare(head.issuer))) return 'right';
  if (/^[（(]此件|^抄送|印发$/.test(short)) return 'foot';
  return 'paragraph';
}

function isCut(text: string, { role, start, end }: Block): boolean {
  return role === 'paragraph' && end - start >= CUT_AT_LEAST && !FINISHED.test(text.slice(end - 1, end));
}

function joined(block: Block, start: number, end: number): Block {
  return { ...block, end, pieces: [...block.pieces, [start, end]] };
}

function split(text: string, block: Block): Block[] {
  if (block.end - block.start <= LONGEST) return [block];
  const parts: Block[] = [];
  for (const [start, end] of block.pieces) {
    for (let from = start; from < end;) {
      const stop = text.lastIndexOf('。', from + LONGEST) + 1;
      const to = end - from <= LONGEST ? end : stop > from ? stop : from + LONGEST;
      const role = parts.length === 0 ? block.role : 'more';
      parts.push({
        role,
        start: from,
        end: to,
        pieces: [[from, to]],
        runs: block.runs.filter((run) => run.start < to && run.end > from),
      });
      from = to;
    }
  }
  return parts;
}

/** The index of the block an offset stands in, or of the one before it. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
