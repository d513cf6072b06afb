import type { RecordView, RegisterDescription } from '@quantu/registers';
import { Cards } from '../../shell/cards.tsx';
import type { Field } from '../model/fields.ts';
import { RecordValue, StateLight, titleOf } from './value-view.tsx';

interface Props {
  register: RegisterDescription;
  rows: readonly RecordView[];
  columns: readonly Field[];
  onOpen: (id: string) => void;
}

const LINES = 6;

/** The list on a phone: one card a record, the columns under each other. */
export function RecordCards({ register, rows, columns, onOpen }: Props) {
  const others = columns.filter(({ key }) => key !== register.title && key !== 'state').slice(0, LINES);
  return (
    <Cards
      rows={rows}
      keyOf={(record) => record.id}
      renderCard={(record) => (
        <button type="button" className="card record-card" onClick={() => onOpen(record.id)}>
          <span className="record-card-head">
            <span className="card-title">{titleOf(register, record)}</span>
            {record.state !== null && <StateLight state={record.state} />}
          </span>
          <dl className="record-card-parts">
            {others.map((field) => (
              <div key={field.key}>
                <dt>{field.label}</dt>
                <dd>
                  <RecordValue field={field} record={record} withUnit />
                </dd>
              </div>
            ))}
          </dl>
        </button>
      )}
    />
  );
}
