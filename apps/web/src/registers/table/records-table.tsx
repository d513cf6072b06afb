import type { RecordView, Sort } from '@quantu/registers';
import type { Field } from '../model/fields.ts';
import { RecordRow } from './record-row.tsx';
import { TableHead } from './table-head.tsx';

interface Props {
  label: string;
  rows: readonly RecordView[];
  columns: readonly Field[];
  sort: readonly Sort[];
  opened: string | null;
  onSort: (sort: readonly Sort[]) => void;
  onOpen: (id: string) => void;
}

/** The list to read: heads stay, the first column stays, a click opens. */
export function RecordsTable({ label, rows, columns, sort, opened, onSort, onOpen }: Props) {
  return (
    <div className="grid-frame sheet" data-scroll tabIndex={-1}>
      <table className="grid" aria-label={label}>
        <TableHead columns={columns} sort={sort} onSort={onSort} />
        <tbody>
          {rows.map((record) => (
            <RecordRow
              key={record.id}
              record={record}
              columns={columns}
              isOpen={record.id === opened}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
