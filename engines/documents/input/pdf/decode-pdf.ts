import type { Fault } from '@quantu/base';
import { inputFault, shownName } from '../faults.ts';
import { invisibleNotes } from '../invisible.ts';
import { inputLimits, megabytes } from '../limits.ts';
import type { InputFile, SourceDocument } from '../source.ts';
import { inColumnOrder } from './columns.ts';
import { removeFurniture, type PageLines } from './furniture.ts';
import { mostCommon, pageLines, type Line } from './lines.ts';
import { glyphFlag, PdfStopped, readPdfPages, type PageGlyphs, type PdfProblem } from './pages.ts';
import { joinLines, type PdfParagraph, type Run } from './paragraphs.ts';

/** Reads a PDF with a text layer: its lines joined to paragraphs, without page numbers, running heads and marks. */
export async function decodePdf(file: InputFile): Promise<SourceDocument> {
  const name = shownName(file.name);
  const glyphs = await pagesOf(file, name);
  refuseWithoutText(glyphs, name);
  const { pages, numbers, heads } = removeFurniture(glyphs.map((page) => ({ page, lines: pageLines(page) })));
  const { text, ranges } = layOut(joinLines(runsOf(pages)));
  if (text.length > inputLimits.textLength) {
    throw inputFault('input.text-too-large', { name, limit: `${inputLimits.textLength} 字` });
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
    return await readPdfPages(file.bytes, inputLimits);
  } catch (error) {
    if (error instanceof PdfStopped) throw refusal(error.problem, name);
    throw error;
  }
}

function refusal(problem: PdfProblem, name: string): Fault {
  const tooComplex = (limit: string) => inputFault('input.too-complex', { name, limit: ` ${limit} ` });
  const makers: Record<PdfProblem, () => Fault> = {
    password: () => inputFault('input.encrypted', { name }),
    damaged: () => inputFault('input.damaged', { name, reason: 'PDF 结构有误', format: '.pdf' }),
    bomb: () => inputFault('input.bomb', { name, limit: megabytes(inputLimits.pdfStreamBytes) }),
    'too-many': () => tooComplex(`${inputLimits.pdfPages} 页`),
    'too-long': () => tooComplex(`${inputLimits.pdfMilliseconds / 1000} 秒`),
    memory: () => tooComplex(`${megabytes(inputLimits.pdfMemoryBytes)} 内存`),
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
  const common = new Map<number, { left: number; right: number }>();
  const columns = pages.flatMap(({ page, lines }) => inColumnOrder(lines).map((run, _, all) => ({ page, run, all })));
  for (const width of new Set(pages.map(({ page }) => Math.round(page.width)))) {
    const alike = columns.filter(({ page, all }) => Math.round(page.width) === width && all.length === 1);
    common.set(
      width,
      edges(
        alike.flatMap(({ run }) => run),
        body,
      ),
    );
  }
  return columns.flatMap(({ page, run, all }) => {
    if (run.length === 0) return [];
    const shared = common.get(Math.round(page.width))!;
    const own = edges(run, body);
    const isPage = all.length === 1;
    return [
      { lines: run, left: isPage ? sideways(shared, own, run) : own.left, right: isPage ? shared.right : own.right },
    ];
  });
}

/** The common left edge, moved when this page's own text is set further left or right (facing pages). */
function sideways(shared: { left: number }, own: { left: number }, run: Line[]): number {
  const starts = run.filter((line) => Math.abs(line.x - own.left) < 2).length;
  return starts >= 4 ? own.left : shared.left;
}

/** Where most long lines end, and the leftmost place where several lines start. */
function edges(lines: Line[], size: number): { left: number; right: number } {
  const sized = lines.filter((line) => Math.abs(line.size - size) <= 1);
  const sample = sized.length > 0 ? sized : lines;
  if (sample.length === 0) return { left: 0, right: 0 };
  const widest = Math.max(...sample.map((line) => line.right - line.x));
  const long = sample.filter((line) => line.right - line.x > widest * 0.75);
  const right = mostCommon(long.map((line) => line.right));
  const left = mostCommon(long.map((line) => line.x));
  const further = sample.filter((line) => line.x < left - size * 0.5).map((line) => line.x);
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
  const empty = pages.filter((page) => page.chars.length === 0 && page.hasImages).map((page) => page.number);
  return [
    `PDF 共 ${pages.length} 页，断行已按版面接成段落`,
    numbers > 0 ? `页码 ${numbers} 处未读取` : '',
    heads > 0 ? `页眉、页脚和版心外标记 ${heads} 行未读取` : '',
    rotated > 0 ? `倾斜或旋转的文字（水印等）${rotated} 字未读取` : '',
    vertical > 0 ? `竖排文字 ${vertical} 字未读取` : '',
    empty.length > 0 ? `第 ${empty.join('、')} 页是图片，没有文字层，未读取` : '',
  ].filter((note) => note !== '');
}
