import type { EditorState } from 'prosemirror-state';
import { NodeSelection } from 'prosemirror-state';
import { figureIn } from '../document.ts';

/** What floats over the paper, at which place of it. */
export type Floating =
  | { readonly kind: 'bind' | 'source' | 'cites'; readonly from: number; readonly to: number }
  /** `isPinned`: it was asked for and has the focus; else the pointer rests on the figure. */
  | { readonly kind: 'figure'; readonly id: string; readonly isPinned: boolean };

export function floatingOf(
  kind: 'bind' | 'source' | 'cites',
  at: { readonly from: number; readonly to: number } | null | undefined,
): Floating | null {
  return at ? { kind, from: at.from, to: at.to } : null;
}

/** The figure that is selected as a whole. */
export function chosenFigure(state: EditorState | undefined): Floating | null {
  const selection = state?.selection;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'figure') return null;
  return { kind: 'figure', id: figureIn(selection.node).id, isPinned: true };
}
