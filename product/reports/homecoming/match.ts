import { inOrder, moved, type Pair, type Unit } from '../diff/align.ts';
import { featuresOf, similarity } from '../diff/similarity.ts';
import { plainOf } from '../text.ts';
import { bareOf, ownLevel, squeezed, type FoundLine } from './found-lines.ts';
import { partedAndJoined } from './parted.ts';
import { lineText, type SentLine } from './sent-lines.ts';

/** Which line of the returned document is which of the sent one. Indices of both lists. */
export interface Match {
  /** In the order of both. */
  readonly ordered: ReadonlyMap<number, number>;
  /** Found line → sent line that stood elsewhere. */
  readonly shifted: ReadonlyMap<number, number>;
  /** Found line → sent table whose caption it is. */
  readonly captions: ReadonlyMap<number, number>;
  /** Found line → the found line it was part of; sent line → the sent line it became part of. */
  readonly splits: ReadonlyMap<number, number>;
  readonly joins: ReadonlyMap<number, number>;
  readonly agreement: number;
}

interface SentUnit {
  readonly line: number;
  readonly isCaption: boolean;
  readonly unit: Unit;
}

const textUnit = (text: string): Unit => {
  const bare = bareOf(text.trim());
  return { key: `text\n${squeezed(bare)}`, features: featuresOf(bare), kind: 'text' };
};

const tableUnit = (text: string): Unit => ({
  key: `table\n${squeezed(text)}`,
  features: featuresOf(text),
  kind: 'table',
});

export function sentUnits(lines: readonly SentLine[]): SentUnit[] {
  return lines.flatMap((sent, line): SentUnit[] => {
    if (sent.kind === 'hidden') return [];
    if (sent.kind === 'text') return [{ line, isCaption: false, unit: textUnit(sent.marker + plainOf(sent.inlines)) }];
    const table = { line, isCaption: false, unit: tableUnit(lineText(sent)) };
    return sent.caption === '' ? [table] : [{ line, isCaption: true, unit: textUnit(sent.caption) }, table];
  });
}

export function foundUnit(line: FoundLine): Unit {
  if (line.kind === 'text') return textUnit(line.text);
  return tableUnit(line.rows.map(({ cells }) => cells.map(({ text }) => text).join('\t')).join('\n'));
}

export function matchLines(lines: readonly SentLine[], found: readonly FoundLine[]): Match {
  const sent = sentUnits(lines);
  const [a, b] = [sent.map(({ unit }) => unit), found.map(foundUnit)];
  const pairs = inOrder(a, b);
  const shifted = moved(a, b, pairs).filter(([i]) => !sent[i]!.isCaption);
  const titles = retitled(lines, sent, found, [...pairs, ...shifted], pairs);
  const ordered = [...pairs, ...titles].sort(([, i], [, j]) => i - j);
  const lineOf = (kept: readonly Pair[]): Map<number, number> => new Map(kept.map(([i, j]) => [j, sent[i]!.line]));
  const isCaption = ([i]: Pair): boolean => sent[i]!.isCaption;
  const tables = lineOf([...ordered, ...shifted].filter((pair) => !isCaption(pair)));
  const result = {
    ordered: lineOf(ordered.filter((pair) => !isCaption(pair))),
    shifted: lineOf(shifted),
    // A caption stands directly above its table.
    captions: new Map([...lineOf(ordered.filter(isCaption))].filter(([at, line]) => tables.get(at + 1) === line)),
  };
  return {
    ...result,
    ...partedAndJoined(lines, found, result.ordered, {
      found: new Set([...result.shifted.keys(), ...result.captions.keys()]),
      sent: new Set(result.shifted.values()),
    }),
    agreement: agreementOf(a, b, [...ordered, ...shifted]),
  };
}

/** A heading that was worded anew stands between the same neighbours and has the same level. */
function retitled(
  lines: readonly SentLine[],
  sent: readonly SentUnit[],
  found: readonly FoundLine[],
  taken: readonly Pair[],
  ordered: readonly Pair[],
): Pair[] {
  const [takenA, takenB] = [new Set(taken.map(([i]) => i)), new Set(taken.map(([, j]) => j))];
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  for (const [toI, toJ] of [...ordered, [sent.length, found.length] as const]) {
    const titles = range(i, toI).filter((at) => !takenA.has(at) && lines[sent[at]!.line]!.level > 0);
    const others = range(j, toJ).filter((at) => !takenB.has(at));
    for (const title of titles) {
      const { level } = lines[sent[title]!.line]!;
      const at = others.findIndex((other) => isTitle(found[other]!, level));
      if (at < 0) continue;
      pairs.push([title, others[at]!]);
      others.splice(0, at + 1);
    }
    [i, j] = [toI + 1, toJ + 1];
  }
  return pairs;
}

const isTitle = (line: FoundLine, level: number): boolean => line.kind === 'text' && ownLevel(line) === level;

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** How much of the text of either side stands in the other, whichever is more: a shortened report is still the report. */
function agreementOf(sent: readonly Unit[], found: readonly Unit[], pairs: readonly Pair[]): number {
  const size = (units: readonly Unit[]): number => units.reduce((sum, { features }) => sum + features.length, 0);
  const shared = (side: 0 | 1): number =>
    pairs.reduce((sum, pair) => {
      const [a, b] = [sent[pair[0]]!.features, found[pair[1]]!.features];
      return sum + similarity(a, b) * (side === 0 ? a : b).length;
    }, 0);
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return Math.min(1, Math.max(share(shared(0), size(sent)), share(shared(1), size(found))));
}
