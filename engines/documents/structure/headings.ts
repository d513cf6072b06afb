import { characterSet } from './characters.ts';
import { markerAt, NESTING, type Marker, type MarkerStyle } from './markers.ts';
import type { Block } from './outline.ts';
import { quoteAround } from './quotes.ts';

/** A marker that heads a section: where it stands in its block, and whether it begins the block. */
export interface Heading extends Marker {
  block: Block;
  index: number;
  at: number;
  leads: boolean;
}

export const SPOKEN: ReadonlySet<MarkerStyle> = new Set(['一是', '第一', '首先']);
/** After these a marker inside a paragraph may begin its section. */
const CLAUSE_END = /[。！？；：:;!?，,、…]/;
const SENTENCE_END = /[。！？；;!?]/;

/** The markers that head sections, in order. */
export function readHeadings(blocks: readonly Block[]): Heading[] {
  return confirmed(blocks.flatMap((block, at) => headingsOf(block, at)));
}

function headingsOf(block: Block, at: number): Heading[] {
  const found: Heading[] = [];
  const lead = markerAt(block.text, 0);
  if (lead !== null) found.push({ ...lead, block, index: 0, at, leads: true });
  const quoteOf = quoteAround(block.text);
  for (let i = lead?.length ?? 1; i < block.text.length; i++) {
    if (!mayBeginMarker(block.text, i) || !isCandidate(block.text, i) || quoteOf(i) !== null) continue;
    const marker = markerAt(block.text, i);
    if (marker === null || !mayStandInside(marker, block.text, i)) continue;
    found.push({ ...marker, block, index: i, at, leads: false });
    i += marker.length - 1;
  }
  return found;
}

const mayBeginMarker = characterSet(/[一二三四五六七八九十第其首再最（(\d\u2460-\u2487\u3220-\u3229]/);

/** A cheap look before the patterns are tried: a marker's first character behind a clause end. */
function isCandidate(text: string, i: number): boolean {
  const char = text[i]!;
  let before = i - 1;
  while (before >= 0 && /[\s”’"）)]/.test(text[before]!) && i - before < 4) before--;
  if (before < 0 || CLAUSE_END.test(text[before]!)) return true;
  return /[（(]/.test(char) || (/\s/.test(text[i - 1]!) && /[一二三四五六七八九十\d]/.test(char));
}

/** A whole document on one line (a web copy): headings stand behind a blank where their line end was. */
function isSetOff(text: string, i: number): boolean {
  return (
    /\s/.test(text[i - 1] ?? '') &&
    /[\u4e00-\u9fa5）)\d]/.test(
      text
        .slice(Math.max(0, i - 8), i - 1)
        .trimEnd()
        .at(-1) ?? '',
    )
  );
}

/** 一、进展情况（一）引进项目: a lost line end; the first sub-heading stands right behind the title it belongs to. */
function isGlued({ style, number }: Marker, text: string, i: number): boolean {
  return style === '（一）' && number === 1 && GLUED_TITLE.test(text.slice(Math.max(0, i - 24), i));
}

const GLUED_TITLE = /(?:^|[\s。：:；])[一二三四五六七八九十]{1,2}、[^，。；：,;:（(\s]{2,20}$/;

/** Spoken markers may follow a comma, printed ones only a finished sentence. */
function mayStandInside(marker: Marker, text: string, i: number): boolean {
  if (SPOKEN.has(marker.style)) return true;
  const before = text.slice(Math.max(0, i - 4), i).trimEnd();
  if (marker.style === 'part' || marker.style === '——') return false;
  if (isSetOff(text, i) || isGlued(marker, text, i)) return /^(?:一、|（一）|1\.)$/.test(marker.style);
  const mark = before.at(-1) ?? '';
  return (SENTENCE_END.test(mark) || (marker.number === 1 && /[：:]/.test(mark))) && marker.number > 0;
}

/**
 * Keeps what counts on: inside a paragraph a marker must be the next of its list or begin one that goes on;
 * a lone 一是 or 首先 is only a word.
 */
function confirmed(headings: readonly Heading[]): Heading[] {
  const kept: Heading[] = [];
  const last = new Map<MarkerStyle, number>();
  for (const [i, heading] of headings.entries()) {
    const { style, number, leads } = heading;
    const follows = comesNext(heading, last.get(style));
    const begins = number === 1 && goesOn(headings, i);
    const needsProof = (!leads && !opensBody(heading)) || SPOKEN.has(style) || heading.doubtful;
    if (needsProof && !follows && !begins && !(leads && style === '一是' && number === 1)) continue;
    kept.push(heading);
    last.set(style, number);
    for (const inner of NESTING.slice(NESTING.indexOf(style) + 1)) last.delete(inner);
  }
  return kept;
}

/** The first heading of a document on one line: 报告如下：一、…, or behind the wide blank its line end left. */
function opensBody({ style, number, block, index }: Heading): boolean {
  const before = block.text.slice(Math.max(0, index - 4), index);
  return (
    number === 1 &&
    ((style === '一、' && /如下\s*[：:。]\s*$/.test(block.text.slice(Math.max(0, index - 6), index))) ||
      (/\s{2}$/.test(before) && (style === '一、' || style === '（一）')))
  );
}

/** The next of its list; spoken lists in print repeat or skip a number now and then. */
function comesNext({ style, number }: Heading, last: number | undefined): boolean {
  if (last === undefined) return false;
  if (style === '首先') return number > last;
  if (style === '一是') return number > 1 && number >= last && number <= last + 2;
  return number === last + 1;
}

/** Does a second item of the same style come before the list is left? */
function goesOn(headings: readonly Heading[], i: number): boolean {
  const { style, leads, at } = headings[i]!;
  for (const next of headings.slice(i + 1, i + 40)) {
    if (next.style === style && next.number === 2) return true;
    if (next.style === style && next.number === 1) return false;
    if (!leads && style !== '一、' && !SPOKEN.has(style) && next.at !== at) return false;
    if (NESTING.indexOf(next.style) < NESTING.indexOf(style) && next.leads) return false;
  }
  return false;
}
