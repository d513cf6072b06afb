import type { RecordRow, Sort } from '@quantu/registers';
import type { Field } from '../model/fields.ts';
import { TableHead } from '../table/table-head.tsx';
import { useRegister } from '../use-register.tsx';
import { CellEditor } from './cell-editor.tsx';
import { EditRow } from './edit-row.tsx';
import { markedBy } from './grid-keys.ts';
import { whyLocked } from './rights.ts';
import { SaveBar } from './save-bar.tsx';
import { StaleRow } from './stale-row.tsx';
import { useEdits } from './use-edits.ts';
import { useGrid } from './use-grid.ts';
import { useSaveEdits } from './use-save-edits.ts';

interface Props {
  rows: readonly RecordRow[];
  columns: readonly Field[];
  sort: readonly Sort[];
  onSort: (sort: readonly Sort[]) => void;
}

/** The list as a spreadsheet: cells one may write are typed into, pasted over and filled; one button saves them all. */
export function EditGrid({ rows, columns, sort, onSort }: Props) {
  const { register } = useRegister();
  const edits = useEdits();
  const saving = useSaveEdits(edits.forget);
  const grid = useGrid({
    rows,
    columns,
    edits,
    whyNot: (record, field) => whyLocked(register, record, field),
  });
  const marked = markedBy(grid.cursor);
  const elsewhere = Object.keys(edits.edits).filter((id) => !rows.some((record) => record.id === id)).length;
  return (
    <>
      <div className="grid-frame sheet" data-scroll>
        <table
          id={grid.table}
          className="grid grid-edit"
          role="grid"
          aria-label={`${register.label}，可修改`}
          aria-rowcount={rows.length + 1}
          {...grid.listeners}
        >
          <TableHead columns={columns} sort={sort} onSort={onSort} />
          <tbody>
            {rows.map((record, row) => {
              const isHere = row === grid.cursor.at.row;
              const isMarked = row >= marked.from.row && row <= marked.to.row;
              return (
                <EditRow
                  key={record.id}
                  row={row}
                  register={register}
                  record={record}
                  columns={columns}
                  edit={edits.edits[record.id]}
                  marks={marksOf(
                    isHere ? grid.cursor.at.column : -1,
                    isMarked ? marked.from.column : -1,
                    isMarked ? marked.to.column : -1,
                  )}
                  problem={saving.refused[record.id]}
                  editor={
                    isHere && grid.editing !== null ? (
                      <CellEditor
                        field={grid.editing.field}
                        entry={grid.editing.entry}
                        first={grid.editing.first}
                        onDone={grid.finish}
                        onCancel={grid.cancel}
                      />
                    ) : null
                  }
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {saving.stale.map((record) => {
        const edit = edits.edits[record.id];
        return (
          edit && (
            <StaleRow
              key={record.id}
              record={record}
              edit={edit}
              isSaving={saving.isSaving}
              onSave={(values) => saving.sendMerged({ id: record.id, version: record.version, values })}
              onGiveUp={() => saving.giveUp(record.id)}
            />
          )
        );
      })}
      <SaveBar
        edits={edits.edits}
        elsewhere={elsewhere}
        notice={grid.notice}
        isSaving={saving.isSaving}
        canUndo={edits.canUndo}
        error={saving.error}
        onSave={() => saving.save(edits.edits)}
        onUndo={edits.undo}
        onDiscard={edits.discard}
      />
    </>
  );
}

const marksCache = new Map<string, { cursor: number; from: number; to: number }>();

/** The same marks are the same object, so that rows without a change are not drawn again. */
function marksOf(cursor: number, from: number, to: number) {
  const key = `${cursor},${from},${to}`;
  const known = marksCache.get(key) ?? { cursor, from, to };
  marksCache.set(key, known);
  return known;
}
