import { characterSet } from '../structure/index.ts';

/** Marks that end a clause; a list mark (、) does not. */
const isClauseMark = characterSet('，,。；！？!?：（）\t');
const isSentenceMark = characterSet('。！？!?');

/** The clauses of a paragraph: `starts[i]` is the first character of clause i, sentences numbered alike. */
export interface Clauses {
  starts: number[];
  ends: number[];
  sentence: number[];
}

interface Span {
  from: number;
  end: number;
}

/** Divides a paragraph into clauses; marks inside `solid` spans (numbers with group commas) divide nothing. */
export function clausesOf(text: string, solid: readonly Span[], breaks: readonly number[]): Clauses {
  const clauses: Clauses = { starts: [], ends: [], sentence: [] };
  const transparent = plainParentheses(text, solid);
  const cuts = new Set(breaks);
  let start = 0;
  let sentence = 0;
  let span = 0;
  const close = (end: number): void => {
    clauses.starts.push(start);
    clauses.ends.push(end);
    clauses.sentence.push(sentence);
  };
  for (let i = 0; i < text.length; i++) {
    if (cuts.has(i) && i > start) {
      close(i);
      start = i;
      sentence++;
    }
    while (span < solid.length && solid[span]!.end <= i) span++;
    if (!isClauseMark(text, i) || transparent.has(i)) continue;
    if (span < solid.length && solid[span]!.from <= i) continue;
    close(i);
    start = i + 1;
    if (isSentenceMark(text, i)) sentence++;
  }
  close(text.length);
  return clauses;
}

const LONGEST_ASIDE = 40;

/** Marks of and within parentheses that hold no figure: (市、区)级 does not end its clause. */
function plainParentheses(text: string, solid: readonly Span[]): Set<number> {
  const marks = new Set<number>();
  let span = 0;
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '（') open = i;
    if (text[i] !== '）' || open < 0) continue;
    while (span < solid.length && solid[span]!.end <= open) span++;
    const holdsFigure = span < solid.length && solid[span]!.from < i;
    if (!holdsFigure && i - open <= LONGEST_ASIDE) for (let k = open; k <= i; k++) marks.add(k);
    open = -1;
  }
  return marks;
}

/** The clause an index stands in. */
export function clauseAt({ starts }: Clauses, index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
