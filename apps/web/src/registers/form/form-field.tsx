import type { Entry } from '../inputs/entry.ts';
import { FieldInput } from '../inputs/field-input.tsx';
import { isGeometryKind, type Field } from '../model/fields.ts';
import { whyReadOnly } from '../model/read-only.ts';
import { Required } from '../record/required.tsx';
import { ValueView } from '../table/value-view.tsx';

interface Props {
  field: Field;
  entry: Entry;
  isWritable: boolean;
  problem: string | null;
  onChange: (entry: Entry) => void;
}

/** One field of a form: label, input, help, and what is wrong with it. What is not to be written is shown grey. */
export function FormField({ field, entry, isWritable, problem, onChange }: Props) {
  const id = `field-${field.key}`;
  const isWide = field.kind === 'long-text' || isGeometryKind(field.kind);
  const says = entry.problem?.says ?? problem;
  return (
    <div className={['form-field', isWide && 'form-wide', says !== null && 'has-problem'].filter(Boolean).join(' ')}>
      <label htmlFor={isWritable ? id : undefined}>
        {field.label}
        {field.isRequired && isWritable && <Required />}
      </label>
      {isWritable ? (
        <FieldInput id={id} field={field} entry={entry} onChange={onChange} />
      ) : (
        <div className="read-only" title={whyReadOnly(field)}>
          <ValueView field={field} value={entry.value} label={entry.label} withUnit />
          <span className="quiet"> · {whyReadOnly(field)}</span>
        </div>
      )}
      {says !== null && (
        <div className="problem" role="alert">
          {says}
        </div>
      )}
      {field.help !== null && <div className="quiet help">{field.help}</div>}
    </div>
  );
}
