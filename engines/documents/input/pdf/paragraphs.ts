import { statementsOf } from '../head-line.ts';
import { lineText, mostCommon, type Line } from './lines.ts';

/** Lines that follow each other in one column of one page. */
export interface Run {
  lines: Line[];
  /** Left and right edge of the column, in points. */
  left: number;
  right: number;
}

/** A paragraph: its text and the pages its parts stand on. */
export interface PdfParagraph {
  text: string;
  parts: { page: number; start: number; end: number }[];
}

/** What the document's lines have in common. */
interface Body {
  size: number;
  /** Distance of two baselines. */
  pitch: number;
}

const cjk = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026]/;
const sentenceEnd = /[。！？；：:!?][”’）)》]*\s*$/;
const closers = /^[，。、；：！？）〕】》〉”’…—％%]+/;
const marker = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．、]|（\d{1,2}）|附件)/;

/** Joins lines to paragraphs, over line, column and page breaks. */
export function joinLines(runs: Run[]): PdfParagraph[] {
  const body = bodyOf(runs);
  const builder = new ParagraphBuilder(body);
  for (const run of runs) for (const line of run.lines) builder.add(line, run);
  return builder.finish();
}

function bodyOf(runs: Run[]): Body {
  const lines = runs.flatMap((run) => run.lines);
  const size = mostCommon(
    lines.map((line) => line.size),
    lines.map(weight),
  );
  const steps = runs.flatMap((run) =>
    run.lines.flatMap((line, i) => {
      const before = run.lines[i - 1];
      const isBody = before !== undefined && Math.abs(before.size - size) < 1 && Math.abs(line.size - size) < 1;
      return isBody ? [line.y - before.y] : [];
    }),
  );
  return { size, pitch: steps.length === 0 ? size * 1.8 : mostCommon(steps) };
}

/** Long lines say more about the body's type than short ones. */
function weight(line: Line): number {
  return Math.max(1, Math.min(60, Math.round((line.right - line.x) / Math.max(line.size, 1))));
}

class ParagraphBuilder {
  readonly #body: Body;
  readonly #done: PdfParagraph[] = [];
  /** Text of the open paragraph, line by line: joining a long one again for every line would cost its square. */
  #texts: string[] = [];
  #length = 0;
  #parts: PdfParagraph['parts'] = [];
  #last: { line: Line; run: Run } | null = null;
  /** Left edges, relative to the column: of the paragraph's first line, and of its others once there is one. */
  #firstIndent = 0;
  #hang: number | null = null;

  constructor(body: Body) {
    this.#body = body;
  }

  add(line: Line, run: Run): void {
    const indent = line.x - run.left;
    if (this.#last !== null && this.#continues(line, run, indent)) {
      this.#hang ??= indent;
      this.#append(line);
    } else {
      this.#flush();
      this.#firstIndent = indent;
      this.#hang = null;
      for (const text of apart(line)) {
        this.#flush();
        this.#start(line, text);
      }
    }
    this.#last = { line, run };
  }

  finish(): PdfParagraph[] {
    this.#flush();
    return this.#done;
  }

  #start(line: Line, text: string): void {
    this.#texts = [text];
    this.#length = text.length;
    this.#parts = [{ page: line.page, start: 0, end: text.length }];
  }

  #append(line: Line): void {
    const text = lineText(line);
    const before = this.#texts.pop()!;
    const joined = endBefore(before, text);
    this.#texts.push(joined, text);
    const start = this.#length - before.length + joined.length;
    this.#length = start + text.length;
    const part = this.#parts.at(-1)!;
    if (part.page === line.page) part.end = this.#length;
    else this.#parts.push({ page: line.page, start, end: this.#length });
  }

  #flush(): void {
    if (this.#parts.length > 0) {
      const text = this.#texts.join('').trimEnd();
      const parts = this.#parts.map((part) => ({ ...part, end: Math.min(part.end, text.length) }));
      this.#done.push({ text, parts });
    }
    this.#parts = [];
    this.#texts = [];
  }

  #continues(line: Line, run: Run, indent: number): boolean {
    const { line: before, run: beforeRun } = this.#last!;
    if (line.pieces.length > 1 || before.pieces.length > 1) return false;
    if (Math.abs(line.size - before.size) > 0.08 * before.size) return false;
    if (run === beforeRun && line.y - before.y > this.#reach(line)) return false;
    if (isTitle(before, beforeRun, this.#body) && isTitle(line, run, this.#body)) return run === beforeRun;
    const em = line.size;
    const isFull = !hasRoomFor(before, beforeRun, line);
    if (!isFull) return false;
    if (indent > em) return this.#continuesIndented(indent, em, before);
    return !(marker.test(lineText(line)) && sentenceEnd.test(lineText(before)));
  }

  /** An indent starts a paragraph, unless the paragraph hangs: all its further lines are set in. */
  #continuesIndented(indent: number, em: number, before: Line): boolean {
    if (this.#hang !== null) return this.#hang > em && Math.abs(indent - this.#hang) < 0.5 * em;
    const isFirstLineIndent = Math.abs(indent - 2 * em) < 0.7 * em;
    if (isFirstLineIndent) return false;
    const isDeeper = indent > this.#firstIndent + 0.8 * em;
    return isDeeper || !sentenceEnd.test(lineText(before));
  }

  /** The widest step between two lines of one paragraph; larger type has a larger step. */
  #reach(line: Line): number {
    // Of a file of few lines the usual step is not known: three times the type is no line spacing.
    return Math.max(
      Math.min(this.#body.pitch * 1.4, line.size * 3.2),
      Math.abs(line.size - this.#body.size) > 1 ? line.size * 2.1 : 0,
    );
  }
}

/** Title lines: larger than the body and centred. */
function isTitle(line: Line, run: Run, body: Body): boolean {
  const offCentre = Math.abs((line.x + line.right) / 2 - (run.left + run.right) / 2);
  return line.size > body.size * 1.1 && offCentre < 1.2 * line.size;
}

/** Would the next line's first word have fitted behind this one? Then the writer ended the line, not the edge. */
function hasRoomFor(line: Line, run: Run, next: Line): boolean {
  return line.right + firstWordEms(next.pieces[0]!.text) * next.size <= run.right + 0.05 * next.size;
}

/** Width of what cannot be broken off: a Latin word or one hanzi, with the marks that may not start a line. */
function firstWordEms(text: string): number {
  const start = /^[“‘（〔《【(]*/.exec(text)![0];
  const rest = text.slice(start.length);
  const word = /^[\w.,%/:+-]+/.exec(rest)?.[0] ?? '';
  const stem = word === '' ? rest.slice(0, 1) : word;
  const end = closers.exec(rest.slice(stem.length))?.[0] ?? '';
  return start.length + (word === '' ? 1 : word.length * 0.5) + end.length;
}

/**
 * A line as it goes on into the next: hanzi join without a space, Latin words had one where the line was broken.
 * A typed space at the end stays.
 */
export function endBefore(line: string, next: string): string {
  const bare = line.trimEnd();
  const typed = line.slice(bare.length);
  const last = bare.at(-1) ?? '';
  const first = next.at(0) ?? '';
  if (/\s/.test(first)) return bare;
  if (typed !== '') return bare + (typed.includes('\u3000') ? typed : ' ');
  return cjk.test(last) || cjk.test(first) || last === '-' ? bare : `${bare} `;
}

function apart(line: Line): string[] {
  const texts = line.pieces.map((piece) => piece.text.trimEnd());
  return statementsOf(texts) ?? [texts.join('\t')];
}
