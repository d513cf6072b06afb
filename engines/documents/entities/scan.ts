import type { Block } from '../structure/outline.ts';
import { ADMIN_NAMES } from './admin-names.ts';
import { NAME_STOPS } from './name-stops.ts';
import type { Trie } from './trie.ts';

const PAIRS: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '《': '》',
  '（': '）',
  '(': ')',
  '「': '」',
  '【': '】',
};
const CLOSERS = new Set(Object.values(PAIRS));
const HARD = new Set<string>('，。；：！？、,;:!?\n\t—…|·');
/** Words between two names that may also stand inside one. */
const JOINERS = new Set<string>('和及与');

/**
 * What every entity rule asks of a block, computed once in one pass: where a name that covers character `i` may begin
 * at the earliest, and which brackets belong together.
 */
export interface Scan {
  block: Block;
  text: string;
  /** `nameFrom[i]`: no name may reach from i to the left of it. Joiners (和及与) may stand inside. */
  nameFrom: Int32Array;
  /** The same with joiners as borders. */
  wordFrom: Int32Array;
  /** Index of the matching bracket, or -1. */
  pair: Int32Array;
  /** Cities, districts and counties that only this document knows: 东屿区. */
  places: Trie<string>;
}

export function scanBlock(block: Block, places: Trie<string>): Scan {
  const { text } = block;
  const pair = matchBrackets(text);
  return {
    block,
    text,
    pair,
    places,
    nameFrom: borders(text, pair, false, places),
    wordFrom: borders(text, pair, true, places),
  };
}

function matchBrackets(text: string): Int32Array {
  const pair = new Int32Array(text.length).fill(-1);
  const open: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text[index] ?? '';
    if (unit in PAIRS) open.push(index);
    else if (CLOSERS.has(unit)) close(text, index, open, pair);
  }
  return pair;
}

/** A closer matches the nearest opener of its kind among the last four: a stray quote must not swallow a page. */
function close(text: string, index: number, open: number[], pair: Int32Array): void {
  for (let depth = 1; depth <= 4 && depth <= open.length; depth++) {
    const from = open[open.length - depth] ?? 0;
    if (PAIRS[text[from] ?? ''] !== text[index]) continue;
    pair[from] = index;
    pair[index] = from;
    open.length -= depth;
    return;
  }
}

function borders(text: string, pair: Int32Array, joinersStop: boolean, places: Trie<string>): Int32Array {
  const from = new Int32Array(text.length + 1);
  const outer: number[] = [];
  let border = 0;
  for (let index = 0; index < text.length;) {
    const unit = text[index] ?? '';
    const mate = pair[index] ?? -1;
    if (mate > index) {
      from[index] = border;
      outer.push(border);
      border = ++index;
      continue;
    }
    if (mate >= 0) {
      from[index] = border = outer.pop() ?? border;
      index++;
      continue;
    }
    if (HARD.has(unit) || unit in PAIRS || CLOSERS.has(unit) || (joinersStop && JOINERS.has(unit))) {
      border = index + 1;
      from[index++] = border;
      continue;
    }
    const word =
      ADMIN_NAMES.longestAt(text, index) ?? places.longestAt(text, index) ?? NAME_STOPS.longestAt(text, index);
    const end = word?.end ?? index + 1;
    for (let inside = index; inside < end; inside++) from[inside] = border;
    if (word?.value === 'stop') border = end;
    index = end;
  }
  from[text.length] = border;
  return from;
}

/** A range of the block as a range of the source text; a page break inside it is bridged. */
export function sourceRange(block: Block, from: number, to: number): [start: number, end: number] {
  return to <= from ? [block.at(from), block.at(from)] : [block.at(from), block.at(to - 1) + 1];
}
