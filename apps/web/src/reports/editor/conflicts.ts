import { newId } from '@quantu/base';
import { plainOf, type ReportBlock, type SavedText } from '@quantu/reports';
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { blockNode, blocksOf } from '../document.ts';

/** Two wrote the same place: what is stored stands in the paper, what was not stored waits beside it. */
export interface Conflict {
  readonly id: string;
  readonly section: string;
  /** Which block of the section it was. */
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly mine: readonly ReportBlock[];
  readonly theirs: readonly ReportBlock[];
  readonly by: string;
}

type Change = { readonly add: readonly Conflict[] } | { readonly remove: string };

const key = new PluginKey<{ all: readonly Conflict[]; set: DecorationSet }>('conflicts');

export const conflictsIn = (state: EditorState): readonly Conflict[] => key.getState(state)?.all ?? [];
export const addConflicts = (tr: Transaction, add: readonly Conflict[]): Transaction =>
  tr.setMeta(key, { add } satisfies Change);

export const conflicts = new Plugin({
  key,
  state: {
    init: () => ({ all: [] as readonly Conflict[], set: DecorationSet.empty }),
    apply(tr, before) {
      const change = tr.getMeta(key) as Change | undefined;
      if (!tr.docChanged && !change) return before;
      const moved = before.all.map((one) => ({
        ...one,
        from: tr.mapping.map(one.from, -1),
        to: tr.mapping.map(one.to, 1),
      }));
      const kept = change && 'remove' in change ? moved.filter(({ id }) => id !== change.remove) : moved;
      const all = change && 'add' in change ? [...kept, ...change.add] : kept;
      const set = change ? DecorationSet.create(tr.doc, all.map(widget)) : before.set.map(tr.mapping, tr.doc);
      return { all, set };
    },
  },
  props: { decorations: (state) => key.getState(state)?.set },
});

const widget = (conflict: Conflict): Decoration =>
  Decoration.widget(conflict.from, (view) => drawn(conflict.id, view), {
    side: -1,
    key: conflict.id,
    stopEvent: () => true,
    ignoreSelection: true,
  });

/** Where a section's conflicts stand in the paper that shows what is stored. */
export function placedConflicts(
  section: { pos: number; node: Node },
  found: SavedText['conflicts'],
  by: string,
): Conflict[] {
  const { pos, node } = section;
  const blocks = blocksOf(node).map((block) => JSON.stringify(block));
  return found.map(({ block, mine, theirs }) => {
    const start = nearest(blocks, theirs, Math.min(block, blocks.length));
    const end = Math.min(block + theirs.length, node.childCount);
    const at = (index: number) => pos + 1 + node.children.slice(0, index).reduce((sum, one) => sum + one.nodeSize, 0);
    return {
      id: newId(),
      section: node.attrs['id'] as string,
      block: start,
      from: at(start),
      to: at(end),
      mine,
      theirs,
      by,
    };
  });
}

/** Where it is said to stand, or the nearest place that has the same words. */
function nearest(blocks: readonly string[], theirs: readonly ReportBlock[], said: number): number {
  const wanted = JSON.stringify(theirs[0]);
  if (theirs.length === 0 || blocks[said] === wanted) return said;
  const places = blocks.flatMap((block, i) => (block === wanted ? [i] : []));
  return places.sort((a, b) => Math.abs(a - said) - Math.abs(b - said))[0] ?? said;
}

function choose(view: EditorView, id: string, choice: 'mine' | 'theirs' | 'both'): void {
  const conflict = conflictsIn(view.state).find((one) => one.id === id);
  if (!conflict) return;
  const { tr } = view.state;
  const mine = conflict.mine.map(blockNode);
  const section = tr.doc.resolve(conflict.from).node(1);
  const isAll = section.content.size === conflict.to - conflict.from;
  if (choice === 'mine' && mine.length === 0 && isAll) {
    tr.replaceWith(conflict.from, conflict.to, blockNode({ kind: 'paragraph', inlines: [] }));
  } else if (choice === 'mine') tr.replaceWith(conflict.from, conflict.to, mine);
  else if (choice === 'both') tr.insert(conflict.to, mine);
  view.dispatch(tr.setMeta(key, { remove: id } satisfies Change));
  view.focus();
}

function drawn(id: string, view: EditorView): HTMLElement {
  const conflict = conflictsIn(view.state).find((one) => one.id === id);
  const box = element('div', 'conflict');
  box.contentEditable = 'false';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', '两人同时改了这一处');
  if (!conflict) return box;
  const sides = element('div', 'conflict-sides');
  sides.append(side('我写的（还没有存）', conflict.mine), side(`${conflict.by}写的（已存，见下文）`, conflict.theirs));
  const buttons = element('div', 'conflict-choice');
  const offers = [
    ['mine', '用我的'],
    ['theirs', '用对方的'],
    ['both', '都保留'],
  ] as const;
  for (const [choice, word] of offers) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = word;
    button.addEventListener('click', () => choose(view, id, choice));
    buttons.append(button);
  }
  box.append(element('p', 'conflict-head', '■ 两人同时改了这一处，请选一个，选定以前两份都留着'), sides, buttons);
  return box;
}

function side(word: string, blocks: readonly ReportBlock[]): HTMLElement {
  const box = element('div');
  box.append(element('p', 'quiet', word));
  for (const block of blocks) box.append(element('p', '', saidBy(block)));
  if (blocks.length === 0) box.append(element('p', 'quiet', '（删去了这一段）'));
  return box;
}

function saidBy(block: ReportBlock): string {
  if (block.kind === 'pageBreak') return '（分页）';
  if (block.kind !== 'table') return plainOf(block.inlines);
  return [block.head, ...block.rows.map((row) => row.map(plainOf))].map((row) => row.join(' │ ')).join('\n');
}

function element(tag: 'div' | 'p', className = '', text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}
