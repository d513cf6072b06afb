import { Segmented } from 'antd';
import { isGeometryKind } from '../model/fields.ts';
import { ChoiceInput } from './choice-input.tsx';
import { DayInput } from './day-input.tsx';
import type { InputProps } from './entry.ts';
import { GeometryInput } from './geometry-input.tsx';
import { TypedInput } from './typed-input.tsx';

/** The input of a field, whatever its kind. */
export function FieldInput(props: InputProps) {
  const { kind } = props.field;
  if (isGeometryKind(kind)) return <GeometryInput {...props} />;
  if (kind === 'code' || kind === 'reference') return <ChoiceInput {...props} />;
  if (kind === 'yes-no') return <YesNoInput {...props} />;
  if (kind === 'day' || kind === 'month') return <DayInput {...props} />;
  return <TypedInput {...props} />;
}

const YES_NO = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
  { value: '', label: '未填' },
];

function YesNoInput({ field, entry, onChange, isDisabled, ariaLabel }: InputProps) {
  return (
    <Segmented
      aria-label={ariaLabel ?? field.label}
      disabled={isDisabled ?? false}
      options={field.isRequired ? YES_NO.slice(0, 2) : YES_NO}
      value={typeof entry.value === 'boolean' ? String(entry.value) : ''}
      onChange={(chosen) => onChange({ value: chosen === '' ? null : chosen === 'true' })}
    />
  );
}
