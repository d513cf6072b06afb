import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  setBlockType,
  splitBlock,
  toggleMark,
} from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Plugin, type Command } from 'prosemirror-state';
import { clearedAcross } from './guard.ts';
import { schema } from './schema.ts';
import { moveCell, moveDown, tableAt } from './tables.ts';

/** What a key asks of the page around the paper. */
export interface Asked {
  /** 绑定指标: the digits that are selected or stand at the caret. */
  readonly bind: () => boolean;
  /** `/` typed in the text. */
  readonly search: () => boolean;
  /** Enter on a figure. */
  readonly open: () => boolean;
  readonly comment: () => boolean;
  readonly help: () => boolean;
  readonly newSection: () => boolean;
  readonly save: () => boolean;
}

const { nodes, marks } = schema;

const inText =
  (command: Command): Command =>
  (state, dispatch, view) =>
    tableAt(state) === null && command(state, dispatch, view);

export const setHeading = (level: 2 | 3 | 4): Command => inText(setBlockType(nodes.heading, { level }));
export const setParagraph: Command = inText(setBlockType(nodes.paragraph));
export const toggleBold: Command = toggleMark(marks.bold);

export const addPageBreak: Command = inText((state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth < 2) return false;
  dispatch?.(state.tr.insert($from.after(2), [nodes.pageBreak.create(), nodes.paragraph.create()]));
  return true;
});

const deleteAcross: Command = (state, dispatch) => {
  const tr = clearedAcross(state);
  if (tr) dispatch?.(tr.scrollIntoView());
  return tr !== null;
};

/** A heading's empty line becomes a paragraph before it is taken away. */
const plainAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type !== nodes['heading']) return false;
  return setParagraph(state, dispatch);
};

const asking =
  (ask: () => boolean): Command =>
  (_, dispatch) =>
    dispatch ? ask() : true;

export function keys({ bind, open, comment, help, newSection, save }: Asked): Plugin[] {
  const enter = chainCommands(asking(open), moveDown, createParagraphNear, splitBlock);
  return [
    keymap({
      'Mod-z': undo,
      'Mod-y': redo,
      'Mod-Shift-z': redo,
      'Mod-b': toggleBold,
      'Mod-k': asking(bind),
      'Mod-s': asking(save),
      'Mod-Alt-m': asking(comment),
      'Mod-/': asking(help),
      'Mod-Alt-1': asking(newSection),
      'Mod-Alt-2': setHeading(2),
      'Mod-Alt-3': setHeading(3),
      'Mod-Alt-4': setHeading(4),
      'Mod-Alt-0': setParagraph,
      'Mod-Enter': addPageBreak,
      Tab: moveCell(1),
      'Shift-Tab': moveCell(-1),
      Enter: enter,
      Backspace: chainCommands(deleteAcross, plainAtStart),
      Delete: deleteAcross,
    }),
    keymap(baseKeymap),
  ];
}

/** A slash after a digit or a letter is a slash (公里/小时); elsewhere it asks for an indicator. */
export const slash = (search: Asked['search']): Plugin =>
  new Plugin({
    props: {
      handleTextInput: (view, from, to, text) => {
        const across = clearedAcross(view.state);
        if (across) {
          view.dispatch(across.insertText(text));
          return true;
        }
        if (text !== '/' && text !== '、/') return false;
        const { $from } = view.state.selection;
        const before = from === to ? $from.parent.textBetween(0, $from.parentOffset).at(-1) : undefined;
        if (before !== undefined && /[\p{L}\p{N}/]/u.test(before) && !/\p{Script=Han}/u.test(before)) return false;
        return search();
      },
    },
  });
