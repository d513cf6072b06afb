import { newId } from '@quantu/base';
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { ReplaceAroundStep, ReplaceStep } from 'prosemirror-transform';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { figureIn } from '../document.ts';
import { isRemote } from './guard.ts';

export interface FigurePlace {
  readonly pos: number;
  readonly node: Node;
  readonly section: string;
}

/** Every figure of the paper in reading order. */
export function figurePlaces(doc: Node): FigurePlace[] {
  const places: FigurePlace[] = [];
  doc.forEach((section, offset) => {
    section.descendants((node, inner) => {
      if (node.type.name === 'figure') places.push({ pos: offset + 1 + inner, node, section: section.attrs['id'] });
    });
  });
  return places;
}

export const newFigureId = (): string => `f${newId().replaceAll('-', '').slice(-20)}`;

/** What is pasted or dropped has figures of its own, also where it was cut out elsewhere. */
export const freshened = ({ content, openStart, openEnd }: Slice): Slice =>
  new Slice(mapped(content), openStart, openEnd);

function mapped(content: Fragment): Fragment {
  return Fragment.from(
    content.content.map((node) =>
      node.type.name === 'figure'
        ? node.type.create({ ...node.attrs, id: newFigureId() }, null, node.marks)
        : node.isText
          ? node
          : node.copy(mapped(node.content)),
    ),
  );
}

/** A copied figure is another figure: its id is its own. */
function freshIds(transactions: readonly Transaction[], _: EditorState, { doc, tr }: EditorState): Transaction | null {
  if (!transactions.some((one) => one.docChanged && !isRemote(one) && one.steps.some(hasFigure))) return null;
  const seen = new Set<string>();
  for (const { pos, node } of figurePlaces(doc)) {
    const { id } = figureIn(node);
    if (seen.has(id) || id === '') tr.setNodeAttribute(pos, 'id', newFigureId());
    else seen.add(id);
  }
  return tr.docChanged ? tr : null;
}

/** Typing puts no figures in; looking through 400 of them at every key would cost for nothing. */
function hasFigure(step: Transaction['steps'][number]): boolean {
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return false;
  let isFound = false;
  step.slice.content.descendants((node) => {
    isFound ||= node.type.name === 'figure';
    return !isFound;
  });
  return isFound;
}

/** How a figure stands, as the paper says it: the class of its underline and the words read aloud. */
export interface Standing {
  readonly className: string;
  readonly words: string;
}
type Standings = ReadonlyMap<string, Standing>;

const key = new PluginKey<DecorationSet>('figures');

export const figures = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, set) {
      const standings = tr.getMeta(key) as Standings | undefined;
      if (standings === undefined) return set.map(tr.mapping, tr.doc);
      return DecorationSet.create(
        tr.doc,
        figurePlaces(tr.doc).flatMap(({ pos, node }) => {
          const { id, text } = figureIn(node);
          const standing = standings.get(id);
          if (!standing) return [];
          const attrs = { class: standing.className, 'aria-label': `${text}，${standing.words}` };
          return [Decoration.node(pos, pos + 1, attrs)];
        }),
      );
    },
  },
  appendTransaction: freshIds,
  props: { decorations: (state) => key.getState(state) },
});

export const showStandings = (tr: Transaction, standings: Standings): Transaction => tr.setMeta(key, standings);
