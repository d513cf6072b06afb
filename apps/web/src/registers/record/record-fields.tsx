import { chineseDay } from '@quantu/base';
import type { RecordView } from '@quantu/registers';
import { Link } from 'react-router';
import { recordAddress } from '../../shell/catalogue.ts';
import { groupsOf } from '../model/field-groups.ts';
import { isFilesKind, isGeometryKind, type Field } from '../model/fields.ts';
import { RecordValue } from '../table/value-view.tsx';
import { useRegister } from '../use-register.tsx';

/** The fields in two columns, under the headings they are declared with. */
export function RecordFields({ record }: { record: RecordView }) {
  const { register } = useRegister();
  const shown = register.fields.filter(
    ({ key, kind }) => !isFilesKind(kind) && !isGeometryKind(kind) && key in record.values,
  );
  return (
    <>
      {groupsOf(shown).map(({ label, fields }) => (
        <section key={label ?? ''} className="field-group" aria-label={label ?? '基本情况'}>
          {label !== null && <h3>{label}</h3>}
          <dl className="field-list">
            {fields.map((field) => (
              <div key={field.key} className={field.kind === 'long-text' ? 'field field-wide' : 'field'}>
                <dt>{field.label}</dt>
                <dd className={field.isNumeric ? 'tabular' : ''}>
                  <LinkedValue field={field} record={record} />
                  {field.formula !== null && <div className="formula quiet">＝ {field.formula}</div>}
                  {record.since?.[field.key] !== undefined && (
                    <div className="formula quiet">
                      {chineseDay(record.since[field.key]!)}起才有这个字段，当天没有登记
                    </div>
                  )}
                  {field.kind !== 'computed' && !field.isTyped && <div className="formula quiet">由系统填写</div>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

/** A reference leads to the record it names. */
function LinkedValue({ field, record }: { field: Field; record: RecordView }) {
  const { district } = useRegister();
  const value = record.values[field.key];
  const seen = <RecordValue field={field} record={record} withUnit />;
  if (field.kind !== 'reference' || field.to === null || typeof value !== 'string') return seen;
  return <Link to={recordAddress(district, field.to, value)}>{seen}</Link>;
}
