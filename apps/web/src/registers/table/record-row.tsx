import type { RecordView } from '@quantu/registers';
import { memo } from 'react';
import type { Field } from '../model/fields.ts';
import { RecordValue } from './value-view.tsx';

interface Props {
  record: RecordView;
  columns: readonly Field[];
  isOpen: boolean;
  onOpen: (id: string) => void;
}

/** One record; its first column opens it, and so does the rest of the row for who uses a mouse. */
export const RecordRow = memo(function RecordRow({ record, columns, isOpen, onOpen }: Props) {
  return (
    <tr
      className={isOpen ? 'row-link is-open' : 'row-link'}
      onClick={(event) => {
        const isOnOther = event.target instanceof Element && event.target.closest('a, button') !== null;
        // Who marks text to copy it does not mean to open the row.
        if (!isOnOther && getSelection()?.type !== 'Range') onOpen(record.id);
      }}
    >
      {columns.map((field, i) => (
        <td
          key={field.key}
          className={[field.isNumeric && 'num', i === 0 && 'first-column', widthOf(field)].filter(Boolean).join(' ')}
        >
          {i === 0 ? (
            <button type="button" className="row-opener" aria-expanded={isOpen} onClick={() => onOpen(record.id)}>
              <RecordValue field={field} record={record} />
            </button>
          ) : (
            <RecordValue field={field} record={record} />
          )}
        </td>
      ))}
    </tr>
  );
});

export function widthOf({ kind }: Field): string {
  if (kind === 'long-text') return 'cell-long';
  if (kind === 'code' || kind === 'reference') return 'cell-choice-column';
  return kind === 'day' || kind === 'month' || kind === 'instant' ? 'cell-time' : '';
}
