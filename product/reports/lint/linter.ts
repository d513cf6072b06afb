import { readOutline } from '@quantu/documents';
import type { ReportText } from '../text.ts';
import { variantFindings } from './alike.ts';
import { figureSlips, type LintLooks } from './bound-figures.ts';
import { contradictions } from './contradictions.ts';
import type { LintFinding, Slip } from './finding.ts';
import { headFindings } from './head.ts';
import { openShareFindings } from './open-shares.ts';
import { passagesOf, placeOf, touchesFigure, type Passage } from './passages.ts';
import { promiseFindings, vagueSlips } from './promises.ts';
import { engineFindings, isComputed } from './engine-findings.ts';
import { readPassage, type PassageReading } from './read-passage.ts';
import { claimsOf, type ReadPart } from './statements.ts';
import type { Solved } from './systems.ts';
import { spelledOutSlips } from './spelled-out.ts';
import { ordinalFindings, structureFindings } from './structure.ts';
import { tableFindings } from './tables.ts';
import { textSlips } from './text-rules.ts';
import type { LintWords } from './words.ts';

export interface LintInput {
  readonly text: ReportText;
  /** By id of the bound figure; one that is missing is not judged. */
  readonly looks: LintLooks;
  readonly words: LintWords;
}

const MOST_KEPT = 2000;

/** What is known of a passage as long as its characters, its titles and the words stay. */
interface Known {
  readonly slips: readonly Slip[];
  readonly read: PassageReading | null;
  readonly isPlan: boolean;
}

/**
 * Judges a report while it is written. It keeps what it has read of each passage, so that judging again after one
 * keystroke reads the changed passage only; what a judgement says never depends on what was judged before.
 */
export class Linter {
  #known = new Map<string, Known>();
  #plans = new Map<string, boolean>();
  #solved: Solved = new Map();
  #words: LintWords | null = null;

  lint({ text, looks, words }: LintInput): readonly LintFinding[] {
    if (words !== this.#words) [this.#known, this.#plans, this.#words] = [new Map(), new Map(), words];
    const passages = passagesOf(text);
    const next = new Map<string, Known>();
    const found: LintFinding[] = [];
    const parts: ReadPart[] = [];
    for (const passage of passages) {
      const key = keyOf(passage);
      const known = next.get(key) ?? this.#known.get(key) ?? this.#look(passage, words);
      next.set(key, known);
      found.push(...known.slips.filter((slip) => isOwn(passage, slip)).map((slip) => located(passage, slip)));
      if (!known.read) continue;
      parts.push({ passage, read: known.read });
      found.push(...this.#ofReading(passage, known.read, known.isPlan, looks, words));
    }
    this.#known = next;
    if (this.#solved.size > MOST_KEPT) this.#solved.clear();
    if (this.#plans.size > MOST_KEPT) this.#plans.clear();
    found.push(
      ...headFindings(text, passages, words),
      ...structureFindings(text),
      ...tableFindings(text),
      ...ordinalFindings(passages),
      ...contradictions(claimsOf(parts), this.#solved),
      ...openShareFindings(parts),
      ...variantFindings(passages, parts, words),
    );
    return inOrder(found, text);
  }

  #look(passage: Passage, words: LintWords): Known {
    const isRead = passage.kind === 'paragraph' || passage.kind === 'table';
    return {
      slips: textSlips(passage, words),
      read: isRead && passage.text.trim() !== '' ? readPassage(passage, words.district) : null,
      isPlan: isRead && this.#isPlan(passage.context),
    };
  }

  #ofReading(
    passage: Passage,
    read: PassageReading,
    isPlan: boolean,
    looks: LintLooks,
    words: LintWords,
  ): readonly LintFinding[] {
    const slips = [...figureSlips(passage, read, looks, isPlan), ...vagueSlips(passage, read, isPlan, words)];
    const spelled = spelledOutSlips(passage.text).filter(({ from, to }) => !isComputed(read, from, to));
    return [
      ...[...slips, ...spelled].map((slip) => located(passage, slip)),
      ...engineFindings(passage, read),
      ...promiseFindings(passage, read, words),
    ];
  }

  /** Do its titles say that what stands below is still to come? */
  #isPlan(context: string): boolean {
    const known = this.#plans.get(context);
    if (known !== undefined) return known;
    const { sections, roles } = readOutline(`某区人民政府关于有关工作情况的报告\n\n区人大常委会：\n\n${context}`);
    const last = sections.at(-1);
    const isPlan = last !== undefined && roles.get(last.id) === 'next';
    this.#plans.set(context, isPlan);
    return isPlan;
  }
}

const keyOf = ({ kind, context, introduces, text }: Passage): string =>
  `${kind}\u0000${introduces ? 'i' : ''}${context}\u0000${text}`;

/** What is bound is changed by its binding: no other rule offers to write over it. */
const OF_FIGURES: ReadonlySet<string> = new Set(['drifted', 'approx-contradicts']);

/** [3亿元]亿元 is a unit said twice, not a word. */
const isOwn = (passage: Passage, { code, from, to }: Slip): boolean =>
  code !== 'doubled-word' || !touchesFigure(passage, from, to);

function located(passage: Passage, { code, severity, from, to, text, source, fix }: Slip): LintFinding {
  const mayFix = fix !== undefined && (OF_FIGURES.has(code) || !touchesFigure(passage, from, to));
  return {
    code,
    severity,
    text,
    source: source ?? null,
    places: [placeOf(passage, from, to)],
    fix: mayFix ? fix : null,
  };
}

/** In the order of reading: the head, then section by section, block by block. */
function inOrder(found: readonly LintFinding[], { sections }: ReportText): readonly LintFinding[] {
  const order = new Map(sections.map(({ id }, at) => [id, at]));
  const rank = ({ places: [place] }: LintFinding): readonly number[] => {
    if (place!.in === 'head') return [-1, place!.index, 0, 0, place!.start];
    const block = place!.in === 'title' ? -1 : place!.block;
    const [row, column] = place!.in === 'cell' ? [place!.row, place!.column] : [-2, 0];
    return [order.get(place!.section)!, block, row, column, place!.start];
  };
  return found
    .map((finding, at) => ({ finding, rank: [...rank(finding), at] }))
    .toSorted((a, b) => a.rank.reduce((sign, one, at) => sign || one - b.rank[at]!, 0))
    .map(({ finding }) => finding);
}
