import type { Bound } from '@quantu/reports';
import { figureIn } from '../document.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { figurePlaces } from '../editor/figures.ts';
import { schema } from '../editor/schema.ts';

/** Another text or another binding for the figure of this id, wherever it stands now. */
export function rewriteFigure(editor: PaperEditor, id: string, change: { text?: string; bound?: Bound }): void {
  editor.run(({ doc, tr }, dispatch) => {
    const place = figurePlaces(doc).find(({ node }) => figureIn(node).id === id);
    if (!place) return false;
    dispatch?.(tr.setNodeMarkup(place.pos, null, { ...place.node.attrs, ...change }, place.node.marks));
    return true;
  });
}

/** What is printed stays, as plain text. */
export function unbindFigure(editor: PaperEditor, id: string): void {
  editor.run(({ doc, tr }, dispatch) => {
    const place = figurePlaces(doc).find(({ node }) => figureIn(node).id === id);
    if (!place) return false;
    const { pos, node } = place;
    dispatch?.(tr.replaceWith(pos, pos + 1, schema.text(figureIn(node).text, node.marks)));
    return true;
  });
}
