import type { Fault } from '@quantu/base';
import { inputFault, shownName } from '../faults.ts';
import { invisibleNotes } from '../invisible.ts';
import { megabytes, type InputLimits } from '../limits.ts';
import type { InputFile, SourceDocument } from '../source.ts';
import { inColumnOrder } from './columns.ts';
import { removeFurniture, type PageLines } from './furniture.ts';
import { largest, mostCommon, pageLines, type Line } from './lines.ts';
import { glyphFlag, PdfStopped, readPdfPages, type PageGlyphs, type PdfProblem } from './pages.ts';
import { joinLines, type PdfParagraph, type Run } from './paragraphs.ts';

/** Reads a PDF with a text layer: its lines joined to paragraphs, without page numbers, running heads and marks. */
export async function decodePdf(file: InputFile): Promise<SourceDocument> {
  const name = shownName(file.name);
  const glyphs = await pagesOf(file, name);
  refuseWithoutText(glyphs, name);
  const { pages, numbers, heads } = removeFurniture(glyphs.map((page) => ({ page, lines: pageLines(page) })));
  const { text, ranges } = layOut(joinLines(runsOf(pages)));
  if (text.length > file.limits.textLength) {
    throw inputFault('input.text-too-large', { name, limit: `${file.limits.textLength} 字` });
  }
  return {
    format: 'pdf',
    text,
    pages: ranges,
    tables: [],
    controls: [],
    notes: [...pdfNotes(glyphs, numbers, heads), ...invisibleNotes(text)],
  };
}

async function pagesOf(file: InputFile, name: string): Promise<PageGlyphs[]> {
  try {
    return await readPdfPages(file.bytes, file.limits);
  } catch (error) {
    if (error instanceof PdfStopped) throw refusal(error.problem, name, file.limits);
    throw error;
  }
}

function refusal(problem: PdfProblem, name: string, limits: InputLimits): Fault {
  const tooComplex = (limit: string) => inputFault('input.too-complex', { name, limit: ` ${limit} ` });
  const makers: Record<PdfProblem, () => Fault> = {
    password: () => inputFault('input.encrypted', { name }),
    damaged: () => inputFault('input.damaged', { name, reason: 'PDF 结构有误', format: '.pdf' }),
    bomb: () => inputFault('input.bomb', { name, limit: megabytes(limits.pdfStreamBytes) }),
    'too-many': () => tooComplex(`${limits.pdfPages} 页`),
    'too-long': () => tooComplex(`${limits.pdfMilliseconds / 1000} 秒`),
    memory: () => tooComplex(`${megabytes(limits.pdfMemoryBytes)} 内存`),
  };
  return makers[problem]();
}

/** No text at all is a scan (or an empty file); mostly private-use or undefined characters is a font without a table. */
function refuseWithoutText(pages: PageGlyphs[], name: string): void {
  let readable = 0;
  let unreadable = 0;
  for (const page of pages) {
    for (const character of page.chars) {
      if (/[\p{Co}\p{Cn}\ufffd\p{Cc}]/u.test(character)) unreadable++;
      else if (character.trim() !== '') readable++;
    }
  }
  if (readable === 0 && unreadable === 0) {
    throw inputFault('input.scanned', { name });
  }
  if (unreadable > readable) throw inputFault('input.unreadable-glyphs', { name });
}

/** Columns in reading order with their edges. A page with few lines borrows the edges of pages alike. */
function runsOf(pages: PageLines[]): Run[] {
  const body = mostCommon(pages.flatMap(({ lines }) => lines.map((line) => line.size)));
  const columns = pages.flatMap(({ page, lines }) => {
    const runs = inColumnOrder(lines);
    return runs.map((run) => ({ width: Math.round(page.width), run, isPage: runs.length === 1 }));
  });
  const whole = new Map<number, Line[]>();
  for (const { width, run, isPage } of columns) {
    const lines = whole.get(width) ?? [];
    if (isPage) for (const line of run) lines.push(line);
    whole.set(width, lines);
  }
  const common = new Map([...whole].map(([width, lines]) => [width, edges(lines, body, width)]));
  return columns.flatMap(({ width, run, isPage }) => {
    if (run.length === 0) return [];
    const own = edges(run, body, null);
    const shared = common.get(width);
    if (!isPage || shared === undefined) return [{ lines: run, ...own }];
    return [{ lines: run, left: sideways(shared, own, run), right: shared.right }];
  });
}

/** The common left edge, moved when this page's own text is set further left or right (facing pages). */
function sideways(shared: { left: number }, own: { left: number }, run: Line[]): number {
  const starts = run.filter((line) => Math.abs(line.x - own.left) < 2).length;
  return starts >= 4 ? own.left : shared.left;
}

const INCH = 72;

/**
 * Where most long lines end, and the leftmost place where several lines start. When no two lines end at one place, a
 * page's right edge is taken to be as far from the paper's edge as the left one, and an inch from it when it is not
 * known either: all lines may start with an indent.
 */
function edges(lines: Line[], size: number, paper: number | null): { left: number; right: number } {
  const sized = lines.filter((line) => Math.abs(line.size - size) <= 1);
  const sample = sized.length > 0 ? sized : lines;
  if (sample.length === 0) return { left: 0, right: 0 };
  const widest = largest(sample.map((line) => line.right - line.x));
  const long = sample.filter((line) => line.right - line.x > widest * 0.75);
  const common = mostCommon(long.map((line) => line.right));
  const left = mostCommon(long.map((line) => line.x));
  const further = sample.filter((line) => line.x < left - size * 0.5).map((line) => line.x);
  const isKnown = long.filter((line) => Math.abs(line.right - common) < size * 0.5).length > 1;
  const leftmost = -largest(sample.map((line) => -line.x));
  const margin = leftmost < left - size * 0.5 ? leftmost : Math.min(left, INCH);
  const right = isKnown || paper === null ? common : Math.max(common, paper - margin);
  return { left: further.length >= 2 ? mostCommon(further) : left, right };
}

function layOut(paragraphs: PdfParagraph[]): { text: string; ranges: SourceDocument['pages'] } {
  const texts: string[] = [];
  const ranges = new Map<number, { start: number; end: number; page: number }>();
  let at = 0;
  for (const { text, parts } of paragraphs) {
    for (const { page, start, end } of parts) {
      const range = ranges.get(page) ?? { start: at + start, end: at + end, page };
      range.end = Math.max(range.end, at + end);
      ranges.set(page, range);
    }
    texts.push(text);
    at += text.length + 1;
  }
  return { text: texts.join('\n'), ranges: [...ranges.values()] };
}

function pdfNotes(pages: PageGlyphs[], numbers: number, heads: number): string[] {
  const count = (flag: number) =>
    pages.reduce((sum, page) => sum + page.flags.reduce((n, flags) => n + Number((flags & flag) !== 0), 0), 0);
  const vertical = count(glyphFlag.vertical);
  const rotated = count(glyphFlag.rotated);
  const empty = pages.filter((page) => page.chars.length === 0).map((page) => page.number);
  return [
    `PDF 共 ${pages.length} 页，断行已按版面接成段落`,
    numbers > 0 ? `页码 ${numbers} 处未读取` : '',
    heads > 0 ? `页眉、页脚和版心外标记 ${heads} 行未读取` : '',
    rotated > 0 ? `倾斜或旋转的文字（水印等）${rotated} 字未读取` : '',
    vertical > 0 ? `竖排文字 ${vertical} 字未读取` : '',
    empty.length > 0 ? `第 ${empty.join('、')} 页没有文字（空白或扫描件），未读取` : '',
  ].filter((note) => note !== '');
}
