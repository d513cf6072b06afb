import type { ReportBlock, ReportView, SectionView as SectionData, SavedText } from '@quantu/reports';
import { history } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { blockNode, blocksOf, docNode, idOf, sectionNode, type SectionHead } from '../document.ts';
import type { Saver } from '../saving/saver.ts';
import { putContent } from './apply.ts';
import { addConflicts, conflicts, placedConflicts, type Conflict } from './conflicts.ts';
import { figures, freshened } from './figures.ts';
import { findings } from './findings.ts';
import { asRemote, guard, isRemote, touchedSections } from './guard.ts';
import { keys, slash, type Asked } from './keys.ts';
import { handlePaste } from './paste.ts';
import { sectionAt } from './places.ts';
import { SectionView } from './section-view.ts';

const headOf = ({ id, level, title, unit, can }: SectionData): SectionHead => ({
  id,
  level,
  title,
  unit: unit?.label ?? '',
  isOpen: can.write,
});

/** The paper in the browser: one text of many sections, told to whoever watches it. */
export class PaperEditor {
  readonly view: EditorView;
  readonly #watchers = new Set<() => void>();
  readonly #saver: Saver;

  constructor(place: HTMLElement, { sectionsOf }: ReportView, saver: Saver, asked: Asked) {
    this.#saver = saver;
    const doc = docNode(sectionsOf.map((section) => sectionNode(headOf(section), section.blocks)));
    for (const { id, revision } of sectionsOf) saver.open(id, revision);
    this.view = new EditorView(place, {
      state: EditorState.create({
        doc,
        plugins: [guard, slash(asked.search), ...keys(asked), history(), figures, findings, conflicts],
      }),
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': '报告正文', spellcheck: 'false' },
      nodeViews: { section: (node) => new SectionView(node) },
      dispatchTransaction: (tr) => this.#dispatch(tr),
      editable: ({ doc }) => doc.children.some(({ attrs }) => attrs['isOpen'] === true),
      handlePaste,
      transformPasted: freshened,
      handleDOMEvents: {
        blur: () => {
          saver.flush();
          return false;
        },
      },
    });
  }

  #dispatch(tr: Transaction): void {
    const before = this.view.state;
    const { state, transactions } = before.applyTransaction(tr);
    this.view.updateState(state);
    if (transactions.some((one) => one.docChanged && !isRemote(one))) {
      for (const id of touchedSections(before.doc, state.doc)) this.#saver.touch(id);
    }
    for (const watcher of this.#watchers) watcher();
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  run(command: Command): boolean {
    const isDone = command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
    return isDone;
  }

  read(section: string): readonly ReportBlock[] | null {
    const found = sectionAt(this.view.state.doc, section);
    return found && blocksOf(found.node);
  }

  /** Another text of a section: what differs is put in, the caret stays where it is. */
  put(section: string, blocks: readonly ReportBlock[], found: SavedText['conflicts'] = [], by = ''): void {
    const at = sectionAt(this.view.state.doc, section);
    // The answer of the last save may come when the page has been left.
    if (!at || this.view.isDestroyed) return;
    const { tr } = this.view.state;
    putContent(tr, at.pos, at.node, sectionNode(at.node.attrs as SectionHead, blocks));
    const now = sectionAt(tr.doc, section);
    if (found.length > 0 && now) addConflicts(tr, placedConflicts(now, found, by));
    this.view.dispatch(asRemote(tr));
  }

  /** Blocks for the writer to work on: behind the block of the caret where it stands in this section, else at its end. */
  insert(section: string, blocks: readonly ReportBlock[]): void {
    const at = sectionAt(this.view.state.doc, section);
    if (!at) return;
    const { tr, selection } = this.view.state;
    const { $from } = selection;
    const isHere = $from.depth >= 2 && $from.before(1) === at.pos;
    const isBlank = blocksOf(at.node).length === 0;
    const end = isHere ? $from.after(2) : at.pos + at.node.nodeSize - 1;
    tr.replaceWith(isBlank ? at.pos + 1 : end, end, blocks.map(blockNode));
    tr.setSelection(TextSelection.near(tr.doc.resolve((isBlank ? at.pos + 1 : end) + 1)));
    this.view.dispatch(tr.scrollIntoView());
    this.view.focus();
  }

  /** Text that was typed and not saved, from this computer. */
  restore(section: string, revision: number, blocks: readonly ReportBlock[]): void {
    this.put(section, blocks);
    this.#saver.touch(section, revision);
  }

  /** What the server has now: sections that came, went, moved, changed hands; texts others wrote. */
  follow({ sectionsOf }: ReportView): void {
    const { doc } = this.view.state;
    const nodes = sectionsOf.map((section) => this.#followed(section, sectionAt(doc, section.id)?.node ?? null));
    const isSame = nodes.length === doc.childCount && nodes.every((node, i) => idOf(node) === idOf(doc.child(i)));
    const { tr } = this.view.state;
    if (isSame) {
      doc.forEach((was, pos, i) => {
        if (was.attrs !== nodes[i]!.attrs) tr.setNodeMarkup(pos, null, nodes[i]!.attrs);
      });
    } else this.#rearranged(tr, nodes);
    if (tr.docChanged) this.view.dispatch(asRemote(tr));
    for (const { id, revision, blocks, changedBy } of sectionsOf) this.#saver.arrived(id, revision, blocks, changedBy);
  }

  #followed(section: SectionData, was: Node | null): Node {
    if (!this.#saver.knows(section.id)) this.#saver.open(section.id, section.revision);
    if (!was) return sectionNode(headOf(section), section.blocks);
    const head = headOf(section);
    const isSame = Object.entries(head).every(([name, value]) => was.attrs[name] === value);
    return isSame ? was : was.type.create(head, was.content);
  }

  #rearranged(tr: Transaction, nodes: readonly Node[]): void {
    const { $from } = tr.selection;
    const within = $from.depth > 0 ? { id: idOf($from.node(1)), offset: $from.pos - $from.before(1) } : null;
    tr.replaceWith(0, tr.doc.content.size, [...nodes]);
    const section = within && sectionAt(tr.doc, within.id);
    if (!section) return;
    const pos = Math.min(section.pos + within.offset, section.pos + section.node.nodeSize - 1);
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos)));
  }

  /** Puts conflicts back that were not settled when the page was left. */
  recall(kept: readonly Conflict[]): void {
    const { doc, tr } = this.view.state;
    const found = kept.flatMap((one) => {
      const at = sectionAt(doc, one.section);
      if (!at) return [];
      const sides = { base: [], mine: one.mine, theirs: one.theirs } as unknown as SavedText['conflicts'][number];
      return placedConflicts(at, [{ ...sides, block: one.block }], one.by);
    });
    if (found.length > 0) this.view.dispatch(asRemote(addConflicts(tr, found)));
  }

  /** Brings a place to the eye and the caret to it. */
  go(from: number, to = from): void {
    const { tr, doc } = this.view.state;
    const end = Math.min(to, doc.content.size);
    this.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(Math.min(from, end)), doc.resolve(end))));
    this.show(from);
    this.view.focus();
  }

  show(pos: number): void {
    const { node } = this.view.domAtPos(Math.min(pos, this.view.state.doc.content.size));
    const element = node instanceof Element ? node : node.parentElement;
    element?.scrollIntoView({ block: 'center' });
  }

  close(): void {
    this.#watchers.clear();
    this.view.destroy();
  }
}
