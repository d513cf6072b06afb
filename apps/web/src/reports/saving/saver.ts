import { merge, type ReportBlock, type SavedText } from '@quantu/reports';
import { NetworkLoss } from '../../shell/api.ts';
import { noteFailure, whenBack } from '../../shell/connection.ts';
import { sentenceOf } from '../../shell/states.tsx';
import type { Drafts } from './drafts.ts';

/** The paper as the saver knows it. */
export interface Desk {
  /** What stands in a section now; null: the section is gone. */
  read(section: string): readonly ReportBlock[] | null;
  /** Puts in what others wrote, and shows where both wrote. */
  put(section: string, blocks: readonly ReportBlock[], conflicts: SavedText['conflicts'], by: string): void;
  /** A word is being spelled with an input method: nothing may change under it. */
  isComposing(): boolean;
  send(section: string, base: number, blocks: readonly ReportBlock[]): Promise<SavedText>;
}

interface Held {
  revision: number;
  /** This computer has a copy of what is not stored. */
  isKept: boolean;
  isDirty: boolean;
  isSending: boolean;
  fault: string | null;
}

export type Saving =
  | { readonly kind: 'saved' | 'typing' | 'sending' | 'lost' }
  | { readonly kind: 'refused'; readonly text: string };

const PAUSE_MS = 1200;
const DRAFT_MS = 300;
const RETRY_MS = 4000;

/**
 * Saves each section by itself after a pause, on the revision it was written over. What the server put together with
 * the text of others comes back into the paper; what could not be sent stays here and on this computer.
 */
export class Saver {
  readonly #desk: Desk;
  readonly #drafts: Drafts;
  readonly #held = new Map<string, Held>();
  readonly #watchers = new Set<() => void>();
  #saving: Saving = { kind: 'saved' };
  #pause: ReturnType<typeof setTimeout> | undefined;
  #drafting: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isLost = false;
  #isClosed = false;
  readonly #stopWatching: () => void;

  constructor(desk: Desk, drafts: Drafts) {
    this.#desk = desk;
    this.#drafts = drafts;
    this.#stopWatching = whenBack(() => this.flush());
  }

  /** Begins with what the server has. */
  open(section: string, revision: number): void {
    this.#held.set(section, { revision, isKept: false, isDirty: false, isSending: false, fault: null });
  }

  knows(section: string): boolean {
    return this.#held.has(section);
  }

  isDirty(section: string): boolean {
    const held = this.#held.get(section);
    return held !== undefined && (held.isDirty || held.isSending);
  }

  /** A section was typed in; `revision` where it was written over an older one, as a draft of yesterday was. */
  touch(section: string, revision?: number): void {
    const held = this.#held.get(section);
    if (!held) return;
    if (revision !== undefined) held.revision = revision;
    held.isDirty = true;
    held.fault = null;
    this.#drafting ??= setTimeout(() => this.#keepDrafts(), DRAFT_MS);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.flush(), PAUSE_MS);
    this.#tell();
  }

  /** Sends whatever is not sent, now. */
  flush(): void {
    clearTimeout(this.#pause);
    if (this.#desk.isComposing()) {
      this.#pause = setTimeout(() => this.flush(), PAUSE_MS);
      return;
    }
    for (const [section, held] of this.#held) if (held.isDirty && held.fault === null) void this.#send(section, held);
  }

  /** Sends, and waits until everything is stored, refused or out of reach. */
  async settled(): Promise<void> {
    this.flush();
    await new Promise<void>((resolve) => {
      const stop = this.watch(() => look());
      const look = (): void => {
        if (this.#saving.kind === 'sending' || this.#saving.kind === 'typing') return;
        stop();
        resolve();
      };
      look();
    });
  }

  /** Another one's text has come. Where this one is being written it is put together when it is saved. */
  arrived(section: string, revision: number, blocks: readonly ReportBlock[], by: string): void {
    const held = this.#held.get(section);
    if (!held || revision <= held.revision || held.isDirty || held.isSending) return;
    if (this.#desk.isComposing()) return;
    held.revision = revision;
    this.#desk.put(section, blocks, [], by);
  }

  async #send(section: string, held: Held): Promise<void> {
    const sent = this.#desk.read(section);
    if (sent === null || held.isSending) return;
    held.isDirty = false;
    held.isSending = true;
    this.#tell();
    try {
      const answer = await this.#desk.send(section, held.revision, sent);
      held.revision = answer.revision;
      held.isSending = false;
      this.#isLost = false;
      this.#take(section, held, sent, answer);
    } catch (error) {
      held.isDirty = true;
      held.isSending = false;
      this.#failed(held, error);
    }
    this.#keepDrafts();
    this.#tell();
  }

  #take(section: string, held: Held, sent: readonly ReportBlock[], answer: SavedText): void {
    if (!answer.isMerged) return;
    const { blocks, conflicts, changedBy } = answer;
    const now = this.#desk.read(section);
    if (!held.isDirty || now === null) {
      this.#desk.put(section, blocks, conflicts, changedBy);
      return;
    }
    // One typed on while it was under way: what was typed since is put together with what came back.
    const both = withTheirs(merge(sent, now, blocks));
    this.#desk.put(section, both.blocks, [...conflicts, ...both.conflicts], changedBy);
    if (both.conflicts.length === 0) return;
    held.isDirty = true;
  }

  #failed(held: Held, error: unknown): void {
    noteFailure(error);
    if (!(error instanceof NetworkLoss)) {
      held.fault = sentenceOf(error);
      return;
    }
    this.#isLost = true;
    clearTimeout(this.#retry);
    if (!this.#isClosed) this.#retry = setTimeout(() => this.flush(), RETRY_MS);
  }

  #keepDrafts(): void {
    clearTimeout(this.#drafting);
    this.#drafting = undefined;
    for (const [section, held] of this.#held) {
      const blocks = held.isDirty || held.isSending ? this.#desk.read(section) : null;
      if (blocks) this.#drafts.keep(section, held.revision, blocks);
      else if (held.isKept) this.#drafts.forget(section);
      held.isKept = blocks !== null;
    }
  }

  /** The page is left: what can be sent is sent, the rest stays on this computer. */
  close(): void {
    this.#isClosed = true;
    this.#keepDrafts();
    this.flush();
    this.#stopWatching();
    clearTimeout(this.#retry);
    clearTimeout(this.#pause);
  }

  get saving(): Saving {
    return this.#saving;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #tell(): void {
    const next = this.#now();
    const text = (one: Saving): string => ('text' in one ? one.text : '');
    if (next.kind === this.#saving.kind && text(next) === text(this.#saving)) return;
    this.#saving = next;
    for (const watcher of this.#watchers) watcher();
  }

  #now(): Saving {
    const all = [...this.#held.values()];
    const fault = all.find((held) => held.fault !== null)?.fault;
    if (fault !== undefined && fault !== null) return { kind: 'refused', text: fault };
    if (all.some(({ isSending }) => isSending)) return { kind: this.#isLost ? 'lost' : 'sending' };
    if (!all.some(({ isDirty }) => isDirty)) return { kind: 'saved' };
    return { kind: this.#isLost ? 'lost' : 'typing' };
  }
}

/** Where both wrote the same place, what is stored stands in the paper. */
function withTheirs({ blocks, conflicts }: ReturnType<typeof merge>): {
  readonly blocks: readonly ReportBlock[];
  readonly conflicts: SavedText['conflicts'];
} {
  const kept = [...blocks];
  const found: SavedText['conflicts'] = [];
  let shift = 0;
  for (const { blockIndex, base, mine, theirs } of conflicts) {
    const sides = { base: listOf(base), mine: listOf(mine), theirs: listOf(theirs) };
    found.push({ block: blockIndex + shift, ...sides } as SavedText['conflicts'][number]);
    kept.splice(blockIndex + shift, sides.base.length, ...sides.theirs);
    shift += sides.theirs.length - sides.base.length;
  }
  return { blocks: kept, conflicts: found };
}

const listOf = (block: ReportBlock | null): ReportBlock[] => (block === null ? [] : [block]);
