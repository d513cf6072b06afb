import type { Tracked } from '@quantu/documents';

import { plainOf, type ReportText } from '../text.ts';
import { trackedOf } from './book.ts';
import type { FreshLine, Level, LineChange, LineEdits, Standing, Step } from './change.ts';
import { editedParts, type FoundPart, type Telling } from './edits.ts';
import { foundInlines } from './figures.ts';
import { ownLevel, squeezed, type FoundLine, type FoundText } from './found-lines.ts';
import type { Match } from './match.ts';
import { lineInlines, lineText, type SentLine } from './sent-lines.ts';
import { editedTable, freshTable, newFigures } from './tables.ts';
import { levelWords, quoted } from './words.ts';

const UNCHANGED: LineEdits = { level: null, pieces: null, rows: null, replaced: null };

/** A heading of the returned document with the number it was sent with. */
interface Numbered {
  readonly line: FoundText;
  readonly sent: SentLine | null;
  readonly at: Standing;
}

/** Walks the returned document and tells what became of each line of the sent one, in an order that has both. */
export class StepBuilder {
  readonly #sent: ReportText;
  readonly #lines: readonly SentLine[];
  readonly #body: readonly FoundLine[];
  readonly #match: Match;
  readonly #telling: Telling;
  readonly #steps: Step[] = [];
  readonly #numbered: Numbered[] = [];
  /** For each sent line found elsewhere: the id of that change, and for each sent table its caption. */
  readonly #moves = new Map<number, string>();
  readonly #captions: ReadonlyMap<number, number>;
  readonly #arrivals: ReadonlyMap<number, number>;
  #next = 0;

  constructor(
    sent: ReportText,
    lines: readonly SentLine[],
    body: readonly FoundLine[],
    match: Match,
    telling: Telling,
  ) {
    this.#sent = sent;
    this.#lines = lines;
    this.#body = body;
    this.#match = match;
    this.#telling = telling;
    this.#captions = new Map([...match.captions].map(([at, line]) => [line, at]));
    this.#arrivals = new Map([...match.shifted].map(([at, line]) => [line, at]));
  }

  result(): readonly Step[] {
    if (this.#lines[0]?.kind === 'hidden') this.#pass(1);
    for (const [at, line] of this.#body.entries()) {
      const { ordered, shifted, captions, splits } = this.#match;
      const matched = ordered.get(at);
      if (matched !== undefined) this.#ordered(matched, at);
      else if (shifted.has(at)) this.#arrived(shifted.get(at)!, at);
      else if (!captions.has(at) && !splits.has(at)) this.#added(line);
    }
    this.#pass(this.#lines.length);
    return this.#steps;
  }

  /** Tells headings whose printed number is neither the one that was sent nor the one that its place gives. */
  tellNumbers(markers: readonly string[]): void {
    if (markers.length !== this.#numbered.length) return;
    for (const [index, { line, sent, at }] of this.#numbered.entries()) {
      const marker = markers[index]!;
      const printed = line.marker?.text ?? '';
      const same = [marker, ...(sent === null ? [] : [sent.marker])].map(plainMarker);
      if (same.includes(plainMarker(printed))) continue;
      const how = printed === '' ? '没有写' : `写作${printed}`;
      const words = `标题${quoted(line.text)}的序号${how}，按顺序是${marker}；序号由程序编排`;
      this.#tell('headingNumber', at, marker, printed, words);
    }
  }

  #standing(line: SentLine): Standing {
    return { section: this.#sent.sections[line.section]!.id, block: line.block };
  }

  /** Where something new stands: behind the last sent line. */
  #behind(): Standing {
    const line = this.#lines[this.#next - 1];
    return line === undefined ? { section: this.#sent.sections[0]?.id ?? null, block: null } : this.#standing(line);
  }

  /** Sent lines before `end` that nothing of the returned document stands for. */
  #pass(end: number): void {
    for (; this.#next < end; this.#next++) {
      const line = this.#next;
      if (this.#match.joins.has(line)) continue;
      const arrival = this.#arrivals.get(line);
      const isHidden = this.#lines[line]!.kind === 'hidden';
      const left = arrival === undefined ? null : this.#move(line);
      const removed = isHidden || left !== null ? null : this.#removed(line);
      const edits = arrival === undefined ? UNCHANGED : this.#moveEdits(line, arrival);
      this.#steps.push({ kind: 'line', line, removed, left, joined: null, edits });
    }
  }

  #ordered(first: number, at: number): void {
    this.#pass(first);
    const lines = [first];
    while (this.#match.joins.get(lines.at(-1)! + 1) === lines.at(-1)) lines.push(lines.at(-1)! + 1);
    const found = [at];
    while (this.#match.splits.get(found.at(-1)! + 1) === found.at(-1)) found.push(found.at(-1)! + 1);
    this.#next = lines.at(-1)! + 1;
    for (const [index, { joined, edits }] of this.#edited(lines, found).entries())
      this.#steps.push({ kind: 'line', line: lines[index]!, removed: null, left: null, joined, edits });
  }

  #arrived(line: number, at: number): void {
    this.#number(this.#body[at]!, this.#lines[line]!);
    this.#steps.push({ kind: 'arrived', change: this.#move(line), line, edits: this.#moveEdits(line, at) });
  }

  /** A move is told once, at whichever of its two places comes first. */
  #move(line: number): string {
    const known = this.#moves.get(line);
    if (known !== undefined) return known;
    const sent = this.#lines[line]!;
    const text = lineText(sent);
    const found = this.#body[this.#arrivals.get(line)!]!;
    const change = this.#tell(
      'blockMoved',
      this.#standing(sent),
      text,
      text,
      `${quoted(text)}移到了别处`,
      insertionOf(found),
    );
    this.#moves.set(line, change);
    return change;
  }

  readonly #moveEdit = new Map<number, LineEdits>();
  #moveEdits(line: number, at: number): LineEdits {
    const edits = this.#moveEdit.get(line) ?? this.#edited([line], [at])[0]!.edits;
    this.#moveEdit.set(line, edits);
    return edits;
  }

  #edited(lines: readonly number[], found: readonly number[]): { joined: string | null; edits: LineEdits }[] {
    const [sent, line] = [this.#lines[lines[0]!]!, this.#body[found[0]!]!];
    const at = this.#standing(sent);
    if (sent.kind === 'table' && line.kind === 'table') {
      const pieces = this.#caption(lines[0]!, sent, at);
      return [{ joined: null, edits: { ...UNCHANGED, pieces, ...editedTable(sent, line, at, this.#telling) } }];
    }
    if (line.kind === 'table') return [{ joined: null, edits: UNCHANGED }];
    if (!this.#match.shifted.has(found[0]!)) this.#number(line, sent);
    const to = levelIn(sent, line);
    const level = to === sent.level ? null : { change: this.#levelChange(sent, line, to, at), to };
    const texts = lines.map((each) => ({
      inlines: this.#lines[each]!.inlines,
      at: this.#standing(this.#lines[each]!),
    }));
    const skipped = sent.level > 0 || to > 0 ? numberLength(sent, line) : 0;
    const parts = found.map((each, index) => partOf(this.#body[each]!, index === 0 ? skipped : 0));
    return editedParts(texts, parts, this.#telling).map(({ joined, pieces }, index) => ({
      joined,
      edits: { ...UNCHANGED, level: index === 0 ? level : null, pieces },
    }));
  }

  #caption(line: number, sent: SentLine, at: Standing): LineEdits['pieces'] {
    if (sent.caption === '') return null;
    const found = this.#captions.get(line);
    const part = found === undefined ? EMPTY_PART : partOf(this.#body[found]!, 0);
    return editedParts([{ inlines: [{ kind: 'text', text: sent.caption }], at }], [part], this.#telling)[0]!.pieces;
  }

  #levelChange(sent: SentLine, line: FoundText, to: Level, at: Standing): string {
    const words = `${quoted(line.text)}由${levelWords(sent.level)}改为${levelWords(to)}`;
    return this.#tell('headingLevel', at, levelWords(sent.level), levelWords(to), words);
  }

  #number(line: FoundLine, sent: SentLine | null): void {
    if (line.kind === 'table') return;
    const level = sent === null ? ownLevel(line) : levelIn(sent, line);
    const at = sent === null ? this.#behind() : this.#standing(sent);
    if (level > 0) this.#numbered.push({ line, sent: sent?.level === 0 ? null : sent, at });
  }

  #removed(line: number): string {
    const sent = this.#lines[line]!;
    const text = sent.marker + lineText(sent);
    const { claims } = this.#telling;
    const figures = lineInlines(sent).flatMap((inline) =>
      inline.kind === 'figure' && claims.count(inline.id) === 0 ? [inline.id] : [],
    );
    const what = sent.kind === 'table' ? '表格' : sent.level > 0 ? '标题' : '一段';
    const words = `删去${what}${quoted(text)}${figures.length > 0 ? `，其中有 ${figures.length} 个绑定的数字` : ''}`;
    return this.#tell('blockRemoved', this.#standing(sent), text, '', words, this.#deletionOf(lineText(sent)), {
      figures,
    });
  }

  #added(line: FoundLine): void {
    this.#number(line, null);
    const { claims } = this.#telling;
    const fresh = this.#fresh(line);
    const inlines =
      fresh.kind === 'text' ? fresh.inlines : fresh.block.kind === 'table' ? fresh.block.rows.flat(2) : [];
    const text = line.kind === 'text' ? line.text : plainOf(inlines);
    const found = newFigures(inlines, line.kind === 'text' ? plainOf(inlines) : text, claims);
    const what = line.kind === 'table' ? '表格' : fresh.kind === 'text' && fresh.level > 0 ? '标题' : '一段';
    const words = `加上${what}${quoted(text)}${found.digits.length > 0 ? `，其中 ${found.digits.join('、')} 没有绑定数据` : ''}`;
    const change = this.#tell('blockAdded', this.#behind(), '', text, words, insertionOf(line), found);
    this.#steps.push({ kind: 'added', change, fresh });
  }

  #fresh(line: FoundLine): FreshLine {
    if (line.kind === 'table') return { kind: 'table', block: freshTable(line, this.#telling) };
    const level = ownLevel(line);
    const { text, range } = partOf(line, level > 0 ? (line.marker?.length ?? 0) : 0);
    return { kind: 'text', level, inlines: foundInlines(text, range, this.#telling.claims) };
  }

  #tell(
    kind: LineChange['kind'],
    at: Standing,
    before: string,
    after: string,
    words: string,
    tracked: Tracked | null = null,
    { figures = [], digits = [] }: { figures?: readonly string[]; digits?: readonly string[] } = {},
  ): string {
    const touchesData = kind === 'blockRemoved' && figures.length > 0;
    return this.#telling.book.add({ kind, ...at, before, after, figures, digits, tracked, touchesData, words });
  }

  /** A paragraph that was deleted with its mark left its words in the paragraph behind it. */
  #deletionOf(text: string): Tracked | null {
    const wanted = squeezed(text);
    const texts = this.#body.flatMap((line) => (line.kind === 'text' ? [line.marked] : []));
    for (const { deleted } of texts) {
      const all = squeezed(deleted.map((each) => each.text).join(''));
      if (wanted !== '' && all.includes(wanted)) return trackedOf(deleted[0]);
    }
    return null;
  }
}

const EMPTY_PART: FoundPart = {
  text: {
    text: '',
    label: 0,
    outline: null,
    tracked: null,
    controls: [],
    bookmarks: [],
    inserted: [],
    deleted: [],
    comments: [],
  },
  range: [0, 0],
};

function partOf(line: FoundLine, skipped: number): FoundPart {
  if (line.kind === 'table') return EMPTY_PART;
  return { text: line.marked, range: [line.cut + skipped, line.cut + line.text.length] };
}

/** What of a heading is its number, also one whose mark was deleted: 2加强管护, （二加强管护. */
function numberLength(sent: SentLine, { text, marker }: FoundText): number {
  if (marker !== null) return marker.length;
  if (sent.marker !== '' && text.startsWith(sent.marker)) return sent.marker.length;
  const broken = sent.marker.replace(/[.、）]$/u, '');
  return broken !== '' && text.startsWith(broken) ? broken.length : 0;
}

/** The number decides the level of what was a heading; a style alone makes one of what was none. */
function levelIn(sent: SentLine, line: FoundText): Level {
  const outline = line.outline !== null && line.outline <= 4 ? (line.outline as Level) : 0;
  if (sent.level > 0) return line.marker?.level ?? outline;
  return outline > 0 ? (line.marker?.level ?? outline) : 0;
}

const plainMarker = (marker: string): string =>
  squeezed(marker)
    .normalize('NFKC')
    .replace(/[.、]$/u, '');

/** Who put the whole line in. */
function insertionOf(line: FoundLine): Tracked | null {
  if (line.kind === 'table') return trackedOf(line.rows[0]?.tracked);
  const { inserted, tracked } = line.marked;
  const length = inserted.reduce((sum, { start, end }) => sum + end - start, 0);
  return trackedOf(tracked ?? (length >= line.text.length ? inserted[0] : null));
}
