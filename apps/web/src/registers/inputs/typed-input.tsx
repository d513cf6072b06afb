import { decimal, isDecimalText } from '@quantu/base';
import { Input } from 'antd';
import { useState } from 'react';
import { grouped } from '../../shell/figure-text.ts';
import { numberKind, unitOf } from '../model/fields.ts';
import { entryText, typedEntry, type InputProps } from './entry.ts';

/** A text, a number in its shown unit, a time. What is typed stays as typed; what it means is told while typing. */
export function TypedInput({ field, entry, onChange, id, autoFocus, isDisabled, ariaLabel }: InputProps) {
  const [typed, setTyped] = useState<{ text: string; entry: typeof entry } | null>(null);
  // The text as typed holds as long as nobody else (a draft, a merge) has put another value in.
  const text = typed !== null && typed.entry.value === entry.value ? typed.text : entryText(field, entry);
  const change = (next: string): void => {
    const made = typedEntry(field, next);
    setTyped({ text: next, entry: made });
    onChange(made);
  };
  const common = {
    ...(id === undefined ? {} : { id }),
    ...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel }),
    ...(entry.problem ? { status: 'error' as const, 'aria-invalid': true } : {}),
    value: text,
    autoFocus: autoFocus ?? false,
    disabled: isDisabled ?? false,
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => change(target.value),
  };
  if (field.kind === 'long-text') {
    return (
      <Input.TextArea
        {...common}
        autoSize={{ minRows: 3, maxRows: 12 }}
        {...(field.maxLength === null ? {} : { count: { show: true, max: field.maxLength } })}
      />
    );
  }
  const kind = numberKind(field);
  if (kind === null) return <Input {...common} placeholder={PLACEHOLDERS[field.kind] ?? ''} />;
  const unit = unitOf(field);
  return (
    <span className="number-input">
      <Input {...common} inputMode="decimal" className="num-field" {...(unit === '' ? {} : { suffix: unit })} />
      {kind === 'money' && field.show !== '元' && <Yuan value={entry.value} />}
    </span>
  );
}

const PLACEHOLDERS: Partial<Record<string, string>> = { instant: '2026-07-01 09:30', month: '2026-07' };

/** Money typed in 亿元 or 万元, in 元 as it will be stored: a misplaced point is seen at once. */
function Yuan({ value }: { value: unknown }) {
  if (typeof value !== 'string' || !isDecimalText(value)) return null;
  const isTiny = decimal(value).abs().lt(1);
  return (
    <span className="yuan quiet" aria-live="polite">
      {isTiny && value !== '0' ? `= ${value} 元` : `= ${grouped(value)} 元`}
    </span>
  );
}
