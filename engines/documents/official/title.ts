import { size, typeArea } from './page.ts';
import { wordEnds } from './red-head.ts';

/** Characters of 2号 in a line, with a little air at both sides. */
const ROOM = Math.floor(typeArea.width / size.no2) - 1;

/**
 * The title in lines: the drafter's where they fit; a longer one is cut where its sense allows, so that the lines are
 * of about one length and none stands with a short end (GB/T 9704-2012, 7.3.1: 回行时词意完整、排列对称、长短适宜).
 */
export function titleLines(given: string[]): string[] {
  return given.flatMap((line) => (widthOf(line) <= ROOM ? [line] : broken(line)));
}

const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (/[ -~]/.test(char) ? 0.5 : 1), 0);

/** How good it is to end a line after these characters and to begin the next one with those. */
function penalty(before: string, after: string): number {
  if (/^[，。、；：”’》）〉】]/.test(after) || /[“‘《（〈【]$/.test(before)) return 1000;
  if (/ $/.test(before) && (before.match(/“/g) ?? []).length === (before.match(/”/g) ?? []).length) return 0;
  if (/关于$/.test(before)) return 1.5;
  if (/^(?:的|常委会|常务委员会|委员会|办公室|人民政府)/.test(after)) return 8;
  if (/[”》）]$/.test(before) || /^[“《（]/.test(after)) return 0.5;
  if (/(?:人民政府|委员会|办公室|局|厅|的|和|与|及|、)$/.test(before)) return 1;
  return 3;
}

/** The division with the least sum of penalties and of squared differences from the mean length. */
function broken(text: string): string[] {
  const chars = [...text];
  const cuts = [...new Set([0, ...wordEnds(text), chars.length])];
  const total = widthOf(text);
  const mean = total / Math.ceil(total / (ROOM - 1));
  const best = new Map<number, { cost: number; lines: string[] }>([[0, { cost: 0, lines: [] }]]);
  for (const [index, cut] of cuts.entries()) {
    if (index === 0) continue;
    for (const from of cuts.slice(Math.max(0, index - 3 * ROOM), index).reverse()) {
      const start = best.get(from);
      const line = chars.slice(from, cut).join('').trim();
      if (widthOf(line) > ROOM) break;
      if (!start) continue;
      const end =
        cut === chars.length
          ? 0
          : penalty(chars.slice(Math.max(0, cut - 60), cut).join(''), chars.slice(cut, cut + 5).join(''));
      const cost = start.cost + end + ((widthOf(line) - mean) / 3) ** 2;
      if (cost < (best.get(cut)?.cost ?? Infinity)) best.set(cut, { cost, lines: [...start.lines, line] });
    }
  }
  return best.get(chars.length)?.lines ?? hardCut(chars);
}

/** A text without a place to cut: as much as fits. */
function hardCut(chars: string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < chars.length; at += ROOM) lines.push(chars.slice(at, at + ROOM).join(''));
  return lines;
}
