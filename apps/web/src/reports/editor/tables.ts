import type { Node, ResolvedPos } from 'prosemirror-model';
import { Selection, TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { schema } from './schema.ts';

interface Place {
  readonly table: Node;
  readonly pos: number;
  /** Row counted with caption (0) and head (1). */
  readonly row: number;
  readonly column: number;
}

/** The table around the caret and where in it the caret stands. */
export function tableAt({ selection: { $from } }: EditorState): Place | null {
  for (let depth = $from.depth; depth > 0; depth--) {
    const table = $from.node(depth);
    if (table.type.name !== 'table') continue;
    const row = $from.index(depth);
    return { table, pos: $from.before(depth), row, column: row === 0 ? 0 : $from.index(depth + 1) };
  }
  return null;
}

const widthOf = (table: Node): number => table.child(1).childCount;
const cellType = (row: Node) => schema.nodes[row.type.name === 'tableHead' ? 'headCell' : 'cell'];

/** Makes the table anew from its rows and puts the caret where it was, or into the cell that is named. */
function change(make: (place: Place) => { rows: readonly Node[]; row: number; column: number } | null): Command {
  return (state, dispatch) => {
    const place = tableAt(state);
    const made = place && make(place);
    if (!place || !made) return false;
    if (!dispatch) return true;
    const { table, pos } = place;
    const next = table.type.create(table.attrs, [...made.rows]);
    const tr = state.tr.replaceWith(pos, pos + table.nodeSize, next);
    const at = cellPos(next, pos, made.row, made.column);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at))).scrollIntoView());
    return true;
  };
}

/** Inside the cell of a row and column, both held within the table. */
function cellPos(table: Node, pos: number, row: number, column: number): number {
  let at = pos + 1;
  const wanted = Math.min(row, table.childCount - 1);
  for (let i = 0; i < wanted; i++) at += table.child(i).nodeSize;
  if (wanted === 0) return at + 1;
  const cells = table.child(wanted);
  at += 1;
  for (let i = 0; i < Math.min(column, cells.childCount - 1); i++) at += cells.child(i).nodeSize;
  return at + 1;
}

const emptyRow = (width: number): Node =>
  schema.nodes.tableRow.create(
    null,
    Array.from({ length: width }, () => schema.nodes.cell.create()),
  );

export const addRow = change(({ table, row, column }) => {
  const at = Math.max(2, row + 1);
  return { rows: table.children.toSpliced(at, 0, emptyRow(widthOf(table))), row: at, column };
});

export const removeRow = change(({ table, row, column }) =>
  row < 2 ? null : { rows: table.children.toSpliced(row, 1), row: Math.max(1, row - 1), column },
);

/** Puts texts into the cells from the caret on, right and down; the table grows to hold them. */
export const fillCells = (grid: readonly (readonly string[])[]): Command =>
  change(({ table, row, column }) => {
    const top = Math.max(1, row);
    const width = Math.max(widthOf(table), ...grid.map((line) => column + line.length));
    const rows = Array.from({ length: Math.max(table.childCount, top + grid.length) }, (_, at) => {
      const was = table.maybeChild(at) ?? emptyRow(width);
      if (at === 0) return was;
      const put = grid[at - top] ?? [];
      const cells = Array.from({ length: width }, (_unused, i) => {
        const text = put[i - column];
        if (text === undefined) return was.maybeChild(i) ?? cellType(was).create();
        return cellType(was).create(null, text === '' ? null : schema.text(text));
      });
      return was.type.create(was.attrs, cells);
    });
    return { rows, row: top, column };
  });

const columns = (splice: (cells: readonly Node[], column: number, row: Node) => Node[]) => (place: Place) =>
  place.table.children.map((row, i) =>
    i === 0 ? row : row.type.create(row.attrs, splice(row.children, place.column, row)),
  );

export const addColumn = change((place) => ({
  rows: columns((cells, column, row) => cells.toSpliced(column + 1, 0, cellType(row).create()))(place),
  row: Math.max(1, place.row),
  column: place.column + 1,
}));

export const removeColumn = change((place) =>
  place.row === 0 || widthOf(place.table) === 1
    ? null
    : {
        rows: columns((cells, column) => cells.toSpliced(column, 1))(place),
        row: place.row,
        column: Math.max(0, place.column - 1),
      },
);

export const removeTable: Command = (state, dispatch) => {
  const place = tableAt(state);
  if (!place) return false;
  const tr = state.tr.replaceWith(place.pos, place.pos + place.table.nodeSize, schema.nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(place.pos + 1))));
  return true;
};

/** A table of three by three below the block of the caret. */
export const addTable: Command = (state, dispatch) => {
  const after = blockEnd(state.selection.$from);
  if (after === null || tableAt(state)) return false;
  const { nodes } = schema;
  const head = Array.from({ length: 3 }, () => nodes.headCell.create());
  const table = nodes.table.create(null, [
    nodes.tableCaption.create(),
    nodes.tableHead.create(null, head),
    emptyRow(3),
    emptyRow(3),
  ]);
  const tr = state.tr.insert(after, table);
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(cellPos(table, after, 1, 0)))).scrollIntoView());
  return true;
};

/** Behind the block of its section that a place stands in. */
export const blockEnd = ($pos: ResolvedPos): number | null => ($pos.depth < 2 ? null : $pos.after(2));

/** Tab and Shift-Tab: the next cell; behind the last one a new row. */
export function moveCell(by: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = tableAt(state);
    if (!place) return false;
    const { table, pos, row, column } = place;
    const width = row === 0 ? 1 : widthOf(table);
    let [toRow, toColumn] = [row, column + by];
    if (toColumn >= width) [toRow, toColumn] = [row + 1, 0];
    if (toColumn < 0) [toRow, toColumn] = [row - 1, row - 1 === 0 ? 0 : widthOf(table) - 1];
    if (toRow < 0) return false;
    if (toRow >= table.childCount) return addRow(state, dispatch && ((tr) => dispatch(toFirst(tr))), view);
    const at = cellPos(table, pos, toRow, toColumn);
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(at))).scrollIntoView());
    return true;
  };
}

function toFirst(tr: EditorState['tr']): EditorState['tr'] {
  const { $from } = tr.selection;
  return tr.setSelection(TextSelection.near(tr.doc.resolve($from.start($from.depth - 1) + 1)));
}

/** Enter in a cell: the cell below, a new row behind the last. */
export const moveDown: Command = (state, dispatch, view) => {
  const place = tableAt(state);
  if (!place) return false;
  const { table, pos, row, column } = place;
  if (row + 1 >= table.childCount) return addRow(state, dispatch, view);
  const at = cellPos(table, pos, row + 1, column);
  dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(at))).scrollIntoView());
  return true;
};
