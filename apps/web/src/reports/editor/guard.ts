import type { Node } from 'prosemirror-model';
import { Plugin, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { idOf, sectionsIn } from '../document.ts';

const REMOTE = 'quantu.remote';

/** A change that comes from the server: it may touch every section, and undoing leaves it alone. */
export function asRemote(tr: Transaction): Transaction {
  return tr.setMeta(REMOTE, true).setMeta('addToHistory', false);
}

export const isRemote = (tr: Transaction): boolean => tr.getMeta(REMOTE) === true;

/** Sections whose content differs; what was not touched is the same node. */
export function touchedSections(before: Node, after: Node): string[] {
  return sectionsIn(after).flatMap((section, i) => (before.maybeChild(i) === section ? [] : [idOf(section)]));
}

function keepsSections(before: Node, after: Node): boolean {
  return (
    before.childCount === after.childCount &&
    sectionsIn(before).every((was, i) => {
      const now = after.child(i);
      return was === now || (was.attrs === now.attrs && was.attrs['isOpen'] === true);
    })
  );
}

/** Whoever types changes the sections they may write, and no section comes, goes or moves by typing. */
export const guard = new Plugin({
  filterTransaction: (tr, { doc }) => !tr.docChanged || isRemote(tr) || keepsSections(doc, tr.doc),
});

/** What is selected across sections, taken out of each that may be written: they stay apart. Null: within one. */
export function clearedAcross({ selection, doc, tr }: EditorState): Transaction | null {
  const { $from, $to, from, to } = selection;
  if ($from.index(0) === $to.index(0)) return null;
  const parts: { from: number; to: number }[] = [];
  doc.forEach((section, offset) => {
    const start = Math.max(from, offset + 1);
    const end = Math.min(to, offset + section.nodeSize - 1);
    if (section.attrs['isOpen'] === true && start < end) parts.push({ from: start, to: end });
  });
  for (const part of parts.reverse()) tr.deleteRange(part.from, part.to);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(from)), 1));
}
