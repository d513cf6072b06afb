import type { FigureRun, ReportBlock, ReportHead, ReportInline, ReportSection, ReportText } from '../text.ts';
import { plainOf } from '../text.ts';
import type { Homecoming, Level, LineEdits, Piece, RowStep, Step } from './change.ts';
import { sentLines, type SentLine } from './sent-lines.ts';

/** The report with exactly these changes made, whichever they are. Without any it is the report as it was sent. */
export function applyHomecoming(sent: ReportText, home: Homecoming, accepted: Iterable<string>): ReportText {
  const ids = new Set(accepted);
  const head = home.changes.reduce<ReportHead>(
    (given, change) =>
      change.kind === 'head' && ids.has(change.id) ? { ...given, [change.field]: change.after } : given,
    sent.head,
  );
  return applySteps({ ...sent, head }, home.steps, ids);
}

export function applySteps(sent: ReportText, steps: readonly Step[], accepted: ReadonlySet<string>): ReportText {
  const maker = new TextMaker(sent, accepted);
  for (const step of steps) maker.step(step);
  return { head: sent.head, sections: maker.sections() };
}

/** A line on its way into the new text. */
type MadeLine =
  | { kind: 'section'; id: string | null; level: 1 | 2; title: string }
  | { kind: 'block'; block: ReportBlock };

class TextMaker {
  readonly #sent: ReportText;
  readonly #lines: readonly SentLine[];
  readonly #accepted: ReadonlySet<string>;
  readonly #made: MadeLine[] = [];
  #change = '';

  constructor(sent: ReportText, accepted: ReadonlySet<string>) {
    this.#sent = sent;
    this.#lines = sentLines(sent);
    this.#accepted = accepted;
  }

  step(step: Step): void {
    if (step.kind === 'added') {
      if (!this.#has(step.change)) return;
      this.#change = step.change;
      if (step.fresh.kind === 'table') this.#made.push({ kind: 'block', block: step.fresh.block });
      else this.#text(step.fresh.level, step.fresh.inlines, null);
    } else if (step.kind === 'arrived') {
      if (this.#has(step.change)) this.#line(step.line, step.edits, null);
    } else if (!this.#has(step.removed) && !this.#has(step.left)) this.#line(step.line, step.edits, step.joined);
  }

  #has(change: string | null): boolean {
    return change !== null && this.#accepted.has(change);
  }

  #line(at: number, edits: LineEdits, joined: string | null): void {
    const line = this.#lines[at]!;
    const section = this.#sent.sections[line.section]!;
    const block = line.block === null ? null : section.blocks[line.block]!;
    if (this.#isUntouched(edits) && !this.#has(joined)) {
      if (block !== null) this.#made.push({ kind: 'block', block });
      else this.#made.push({ kind: 'section', id: section.id, level: section.level, title: section.title });
      return;
    }
    if (block?.kind === 'table') this.#made.push({ kind: 'block', block: this.#table(block, edits) });
    else this.#paragraphs(line, edits, block === null ? section.id : null, this.#has(joined));
  }

  #isUntouched({ level, pieces, rows, replaced }: LineEdits): boolean {
    const isOn = (change: string | null): boolean => this.#has(change);
    return (
      !isOn(level?.change ?? null) &&
      !isOn(replaced?.change ?? null) &&
      !(pieces ?? []).some((piece) => this.#isMade(piece)) &&
      !(rows ?? []).some(
        (row) =>
          (row.kind === 'added' ? isOn(row.change) : isOn(row.removed)) ||
          (row.kind === 'row' && (row.cells ?? []).flat().some((piece) => this.#isMade(piece))),
      )
    );
  }

  #isMade(piece: Piece): boolean {
    if (piece.kind === 'kept') return false;
    return piece.kind === 'figure' ? this.#has(piece.text) || this.#has(piece.binding) : this.#has(piece.change);
  }

  /** A text, parted where a change parts it. */
  #paragraphs(line: SentLine, edits: LineEdits, section: string | null, isJoined: boolean): void {
    const level = edits.level !== null && this.#has(edits.level.change) ? edits.level.to : line.level;
    const [first = [], ...more] = this.#parted(edits.pieces ?? [{ kind: 'kept', inlines: line.inlines }]);
    if (edits.level !== null) this.#change = edits.level.change;
    if (!isJoined || !this.#join(first)) this.#text(level, first, section);
    for (const inlines of more) this.#text(0, inlines, null);
  }

  #parted(pieces: readonly Piece[]): ReportInline[][] {
    const parts: ReportInline[][] = [[]];
    for (const piece of pieces) {
      if (piece.kind === 'break') {
        if (this.#has(piece.change)) parts.push([]);
      } else parts.at(-1)!.push(...this.#inlines(piece));
    }
    return parts.map(joinedRuns);
  }

  #inlines(piece: Exclude<Piece, { kind: 'break' }>): readonly ReportInline[] {
    if (piece.kind === 'kept') return piece.inlines;
    if (piece.kind === 'change') return this.#has(piece.change) ? piece.after : piece.before;
    const figure = this.#has(piece.text) ? piece.after : piece.before;
    return [this.#has(piece.binding) ? unbound(figure) : figure];
  }

  /** Puts a text behind the last one; false when there is none that takes it. */
  #join(inlines: readonly ReportInline[]): boolean {
    const last = this.#made.at(-1);
    if (last?.kind === 'section') {
      last.title += plainOf(inlines);
      return true;
    }
    if (last?.kind !== 'block' || (last.block.kind !== 'paragraph' && last.block.kind !== 'heading')) return false;
    last.block = { ...last.block, inlines: joinedRuns([...last.block.inlines, ...inlines]) };
    return true;
  }

  #text(level: Level, inlines: readonly ReportInline[], section: string | null): void {
    const isSection = level === 1 || (section !== null && level === 2);
    if (isSection) this.#made.push({ kind: 'section', id: section, level, title: plainOf(inlines) });
    else if (level === 0) this.#made.push({ kind: 'block', block: { kind: 'paragraph', inlines } });
    else this.#made.push({ kind: 'block', block: { kind: 'heading', level, inlines } });
    if (isSection && section === null) this.#named.set(this.#made.length - 1, this.#change);
  }

  /** For sections that are new: the change that made them. */
  readonly #named = new Map<number, string>();

  #table(block: Extract<ReportBlock, { kind: 'table' }>, { pieces, rows, replaced }: LineEdits): ReportBlock {
    const caption =
      pieces === null
        ? block.caption
        : plainOf(pieces.flatMap((piece) => (piece.kind === 'break' ? [] : this.#inlines(piece))));
    if (replaced !== null && this.#has(replaced.change))
      return { ...replaced.block, ...(replaced.block.kind === 'table' ? { caption } : {}) };
    if (rows === null) return { ...block, caption };
    const made = rows.flatMap((row) => this.#row(block, row));
    return {
      kind: 'table',
      caption,
      head: made.filter(({ isHead }) => isHead).flatMap(({ cells }) => cells.map(plainOf)),
      rows: made.filter(({ isHead }) => !isHead).map(({ cells }) => cells),
    };
  }

  #row(
    block: Extract<ReportBlock, { kind: 'table' }>,
    step: RowStep,
  ): { isHead: boolean; cells: readonly (readonly ReportInline[])[] }[] {
    if (step.kind === 'added') return this.#has(step.change) ? [{ isHead: false, cells: step.cells }] : [];
    if (this.#has(step.removed)) return [];
    const isHead = step.row === 0;
    const sent = isHead
      ? block.head.map((text): ReportInline[] => [{ kind: 'text', text }])
      : block.rows[step.row - 1]!;
    const cells = step.cells?.map((pieces, at) =>
      pieces.some((piece) => this.#isMade(piece)) ? this.#parted(pieces).flat() : sent[at]!,
    );
    return [{ isHead, cells: cells ?? sent }];
  }

  sections(): ReportSection[] {
    const sections: (ReportSection & { blocks: ReportBlock[] })[] = [];
    for (const [at, line] of this.#made.entries()) {
      if (line.kind === 'section')
        sections.push({
          id: line.id ?? `home-${this.#named.get(at)}`,
          level: line.level,
          title: line.title,
          blocks: [],
        });
      else {
        if (sections.length === 0) sections.push({ id: this.#spareId(), level: 1, title: '', blocks: [] });
        sections.at(-1)!.blocks.push(line.block);
      }
    }
    return withOwnIds(sections);
  }

  /** Text whose section lost its title stays in that section when no other stands before it. */
  #spareId(): string {
    return this.#sent.sections[0]?.id ?? 'home';
  }
}

const unbound = ({ text, cites }: FigureRun): ReportInline => ({
  kind: 'text',
  text,
  ...(cites === undefined ? {} : { cites }),
});

/** Neighbouring runs that look and cite alike are one. */
function joinedRuns(inlines: readonly ReportInline[]): ReportInline[] {
  const runs: ReportInline[] = [];
  const looks = (inline: ReportInline): string => JSON.stringify({ ...inline, text: '' });
  for (const inline of inlines) {
    const last = runs.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text' && looks(last) === looks(inline))
      runs[runs.length - 1] = { ...last, text: last.text + inline.text };
    else if (inline.kind === 'figure' || inline.text !== '') runs.push(inline);
  }
  return runs;
}

const LONGEST_ID = 64;

/** A figure that stands twice gets a name of its own where it stands again. */
function withOwnIds(sections: readonly ReportSection[]): ReportSection[] {
  const taken = new Set<string>();
  const own = (inline: ReportInline): ReportInline => {
    if (inline.kind === 'text') return inline;
    let id = inline.id;
    for (let count = 2; taken.has(id); count++) id = `${inline.id.slice(0, LONGEST_ID - 4)}-${count}`;
    taken.add(id);
    return id === inline.id ? inline : { ...inline, id };
  };
  const block = (each: ReportBlock): ReportBlock => {
    if (each.kind === 'pageBreak') return each;
    if (each.kind === 'table') return { ...each, rows: each.rows.map((row) => row.map((cell) => cell.map(own))) };
    return { ...each, inlines: each.inlines.map(own) };
  };
  return sections.map((section) => ({ ...section, blocks: section.blocks.map(block) }));
}
