import { largest, type Line } from './lines.ts';

/** The narrowest column, the least lines of a column, and how full prose lines are. */
const MIN_EMS = 8;
const MIN_LINES = 3;
const FULL = 0.8;

/**
 * Puts the lines of a page into reading order: where two columns of prose stand side by side, the left one first.
 * A table also has gaps in the middle, but its cells do not fill their columns.
 */
export function inColumnOrder(lines: Line[]): Line[][] {
  const gutter = widestSupport(lines);
  if (gutter === null) return [lines];
  const runs: Line[][] = [];
  let zone: Line[] = [];
  const flush = () => {
    runs.push(...splitZone(zone, gutter));
    zone = [];
  };
  for (const line of lines) {
    if (!crosses(line, gutter)) zone.push(line);
    else {
      flush();
      runs.push([line]);
    }
  }
  flush();
  return joinRuns(runs);
}

function crosses(line: Line, gutter: number): boolean {
  return line.pieces.some((piece) => piece.x < gutter && piece.right > gutter);
}

/** The x that most gaps between two pieces cover, in steps of 4 points. */
function widestSupport(lines: Line[]): number | null {
  const support = new Map<number, number>();
  for (const { pieces } of lines) {
    if (pieces.length !== 2) continue;
    for (let x = Math.ceil(pieces[0]!.right / 4); x * 4 < pieces[1]!.x; x++) support.set(x, (support.get(x) ?? 0) + 1);
  }
  const [best] = [...support].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best === undefined || best[1] < MIN_LINES ? null : best[0] * 4;
}

function splitZone(zone: Line[], gutter: number): Line[][] {
  const left = zone.flatMap((line) => side(line, (x) => x < gutter) ?? []);
  const right = zone.flatMap((line) => side(line, (x) => x >= gutter) ?? []);
  return isProse(left) && isProse(right) ? [left, right] : zone.length > 0 ? [zone] : [];
}

function side(line: Line, isMine: (x: number) => boolean): Line | null {
  const pieces = line.pieces.filter((piece) => isMine(piece.x));
  if (pieces.length === 0) return null;
  return { ...line, pieces, x: pieces[0]!.x, right: pieces.at(-1)!.right };
}

function isProse(lines: Line[]): boolean {
  if (lines.length < MIN_LINES || lines.some((line) => line.pieces.length > 1)) return false;
  const width = largest(lines.map((line) => line.right)) + largest(lines.map((line) => -line.x));
  const full = lines.filter((line) => line.right - line.x > width * FULL).length;
  return width > MIN_EMS * lines[0]!.size && full >= lines.length * 0.6;
}

/** Full-width runs that follow each other are one column. */
function joinRuns(runs: Line[][]): Line[][] {
  const joined: Line[][] = [];
  let open: Line[] | null = null;
  for (const run of runs) {
    const isColumn = run.length >= MIN_LINES && isProse(run);
    if (isColumn && runs.length > 1) {
      joined.push(run);
      open = null;
    } else if (open === null) joined.push((open = [...run]));
    else open.push(...run);
  }
  return joined;
}
