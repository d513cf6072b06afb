/**
 * Where a line may end, as Word's Chinese default has it. The same two lists are written into the DOCX, so that both
 * formats break alike.
 */
export const NO_LINE_START =
  '!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠';
export const NO_LINE_END = '$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥';

const noStart = new Set(NO_LINE_START);
const noEnd = new Set(NO_LINE_END);
const isLatin = (char: string): boolean => /[!-~À-ɏ]/.test(char);

/** May a line end between these two neighbours? */
export function mayBreak(before: string, after: string): boolean {
  if (after === ' ') return false;
  if (before === ' ') return true;
  if (noStart.has(after) || noEnd.has(before)) return false;
  if (before === after && (before === '—' || before === '…')) return false;
  if (isLatin(before) && isLatin(after)) return (before === '-' || before === '/') && /[A-Za-z]/.test(after);
  return true;
}

/**
 * The ends (exclusive) of the lines when `widths[i]` is what character i takes: as much as fits, pushing out what may
 * not stand at a line's edge; spaces at a line's end take no room. A word wider than a line is cut where it is full.
 */
export function lineEnds(chars: string[], widths: number[], room: number, firstRoom = room): number[] {
  const ends: number[] = [];
  let start = 0;
  while (start < chars.length) {
    const limit = ends.length === 0 ? firstRoom : room;
    const full = fitting(chars, widths, start, limit);
    let end = full;
    while (end > start && end < chars.length && !mayBreak(chars[end - 1]!, chars[end]!)) end--;
    if (end === start) end = full;
    ends.push(end);
    start = end;
  }
  return ends;
}

function fitting(chars: string[], widths: number[], start: number, limit: number): number {
  let used = 0;
  let index = start;
  for (; index < chars.length; index++) {
    used += widths[index]!;
    if (used > limit + 1e-6 && chars[index] !== ' ' && index > start) break;
  }
  return index;
}
