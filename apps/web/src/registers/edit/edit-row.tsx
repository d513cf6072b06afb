import type { RecordRow, RegisterDescription } from '@quantu/registers';
import { memo, type ReactNode } from 'react';
import type { RowEdit } from '../model/edits.ts';
import { valueOf, type Field } from '../model/fields.ts';
import { widthOf } from '../table/record-row.tsx';
import { ValueView } from '../table/value-view.tsx';
import { whyLocked } from './rights.ts';

export interface RowMarks {
  /** The column with the cursor, or -1. */
  readonly cursor: number;
  /** First and last marked column, or -1. */
  readonly from: number;
  readonly to: number;
}

interface Props {
  row: number;
  register: RegisterDescription;
  record: RecordRow;
  columns: readonly Field[];
  edit: RowEdit | undefined;
  marks: RowMarks;
  /** What the server said of the row when it was last sent. */
  problem: string | undefined;
  editor: ReactNode;
}

/** One row of the grid. Drawn again only when it itself changes, so that moving about stays quick. */
export const EditRow = memo(function EditRow(props: Props) {
  const { row, register, record, columns, edit, marks, problem, editor } = props;
  return (
    <tr aria-rowindex={row + 2} className={problem === undefined ? '' : 'row-refused'}>
      {columns.map((field, column) => {
        const reason = whyLocked(register, record, field);
        const wrong = edit?.problems[field.key];
        const isChanged = wrong !== undefined || (edit !== undefined && field.key in edit.values);
        const isCursor = column === marks.cursor;
        const isMarked = column >= marks.from && column <= marks.to;
        const words = [
          field.isNumeric && 'num',
          column === 0 && 'first-column',
          widthOf(field),
          reason !== null && 'cell-locked',
          isChanged && 'cell-changed',
          wrong && 'cell-wrong',
          isMarked && 'cell-marked',
          isCursor && 'cell-cursor',
        ];
        return (
          <td
            key={field.key}
            role="gridcell"
            data-spot={`${row},${column}`}
            tabIndex={isCursor ? 0 : -1}
            aria-selected={isMarked}
            aria-readonly={reason !== null}
            aria-invalid={wrong !== undefined}
            title={wrong?.says ?? (column === 0 ? problem : undefined) ?? reason ?? undefined}
            className={words.filter(Boolean).join(' ')}
          >
            {isCursor && editor ? editor : <Cell record={record} field={field} edit={edit} />}
          </td>
        );
      })}
    </tr>
  );
});

function Cell({ record, field, edit }: { record: RecordRow; field: Field; edit: RowEdit | undefined }) {
  const { key } = field;
  const wrong = edit?.problems[key];
  if (wrong) return <>{wrong.text}</>;
  if (edit && key in edit.values) {
    return <ValueView field={field} value={edit.values[key] ?? null} label={edit.labels[key]} />;
  }
  return (
    <ValueView
      field={field}
      value={valueOf(record, key)}
      label={record.labels[key]}
      isMasked={record.masked.includes(key)}
    />
  );
}
