import type { RecordView, RegisterDescription, Value } from '@quantu/registers';
import { Light, type LightKind } from '../../shell/light.tsx';
import { unitOf, valueOf, type Field } from '../model/fields.ts';
import { show } from '../model/show.ts';
import { useRegister } from '../use-register.tsx';

const LIGHTS: Readonly<Record<string, LightKind>> = { green: 'good', yellow: 'watch', red: 'bad', grey: 'plain' };

/** Codes of a set of lights (`project-light`) are lights wherever they stand. */
export function lightOf(field: Field, value: Value): LightKind | null {
  const isLight = field.set !== null && /(^|-)lights?$/.test(field.set);
  return isLight && typeof value === 'string' ? (LIGHTS[value] ?? null) : null;
}

export function stateLight(register: RegisterDescription, state: string): LightKind {
  const light = register.states.find(({ key }) => key === state)?.light;
  return light === undefined ? 'plain' : (LIGHTS[light] ?? 'plain');
}

export function StateLight({ state }: { state: string }) {
  const { register } = useRegister();
  const declared = register.states.find(({ key }) => key === state);
  const word = declared?.label ?? state;
  if (!declared?.light) return <span className="state-word">{word}</span>;
  return <Light kind={stateLight(register, state)} word={word} />;
}

interface ValueProps {
  field: Field;
  value: Value;
  label?: string | undefined;
  isMasked?: boolean;
  /** Outside of tables the unit stands with the number. */
  withUnit?: boolean;
}

/** A value wherever it is read. */
export function ValueView({ field, value, label, isMasked = false, withUnit = false }: ValueProps) {
  if (field.key === 'state' && typeof value === 'string') return <StateLight state={value} />;
  const light = lightOf(field, value);
  const { text, full } = show(field, value, label);
  if (light !== null) return <Light kind={light} word={text} />;
  if (text === '') return <span className="quiet">{withUnit ? '—' : ''}</span>;
  const unit = withUnit ? unitOf(field) : '';
  const title = isMasked ? '按权限脱敏显示' : (full ?? undefined);
  return (
    <span title={title} className={isMasked ? 'masked' : undefined}>
      {text}
      {unit !== '' && (unit === '%' ? '%' : ` ${unit}`)}
    </span>
  );
}

/** A record's value for a field. */
export function RecordValue({ field, record, withUnit }: { field: Field; record: RecordView; withUnit?: boolean }) {
  return (
    <ValueView
      field={field}
      value={valueOf(record, field.key)}
      label={record.labels[field.key]}
      isMasked={record.masked.includes(field.key)}
      withUnit={withUnit ?? false}
    />
  );
}

/** What a record is called. */
export function titleOf(register: RegisterDescription, record: RecordView): string {
  const value = record.values[register.title] ?? null;
  const text = record.labels[register.title] ?? (typeof value === 'object' ? '' : String(value));
  return text === '' ? '（无名称）' : text;
}
