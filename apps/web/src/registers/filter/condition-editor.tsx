import type { Condition, Op } from '@quantu/registers';
import { Button, Select, type RefSelectProps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ChoicesInput } from '../inputs/choice-input.tsx';
import { typedEntry, type Entry } from '../inputs/entry.ts';
import { FieldInput } from '../inputs/field-input.tsx';
import { arityOf, isComplete, opsOf, opWord } from '../model/conditions.ts';
import { allFields, canFilter, fieldOf, isChosen, type Field } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';

interface Props {
  first: Condition | null;
  onDone: (condition: Condition) => void;
  onCancel: () => void;
}

/** One condition: field, how, what. Enter takes it, Escape leaves it. */
export function ConditionEditor({ first, onDone, onCancel }: Props) {
  const { register } = useRegister();
  const [draft, setDraft] = useState<Condition | null>(first);
  const fieldInput = useRef<RefSelectProps>(null);
  const [isNew] = useState(first === null);
  useEffect(() => {
    // A popover is laid out before it is shown; what is hidden cannot take the focus.
    if (isNew) requestAnimationFrame(() => requestAnimationFrame(() => fieldInput.current?.focus()));
  }, [isNew]);
  const field = draft ? fieldOf(register, draft.field) : undefined;
  const canTake = draft !== null && isComplete(register, draft);
  const choose = (key: string): void => {
    const chosen = fieldOf(register, key);
    if (!chosen) return;
    const values = chosen.kind === 'yes-no' ? ['true'] : [];
    setDraft({ field: key, op: opsOf(chosen)[0] ?? 'is', values });
  };
  return (
    <form
      className="condition-editor"
      aria-label="筛选条件"
      onSubmit={(event) => {
        event.preventDefault();
        if (canTake) onDone(draft);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label="字段"
        className="condition-field"
        placeholder="按哪个字段"
        ref={fieldInput}
        popupMatchSelectWidth={false}
        value={draft?.field ?? null}
        options={allFields(register)
          .filter(canFilter)
          .map(({ key, label }) => ({ value: key, label }))}
        onChange={(key: string | null) => key !== null && choose(key)}
      />
      {draft && field && <OpAndValue key={field.key} field={field} draft={draft} onChange={setDraft} />}
      <span className="condition-buttons">
        <Button type="primary" htmlType="submit" disabled={!canTake}>
          确定
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </span>
    </form>
  );
}

/** Once a field is chosen, its value is what is typed next. */
function focusInside(part: HTMLElement | null): void {
  requestAnimationFrame(() => part?.querySelector('input')?.focus());
}

interface PartProps {
  field: Field;
  draft: Condition;
  onChange: (condition: Condition) => void;
}

function OpAndValue({ field, draft, onChange }: PartProps) {
  const arity = arityOf(draft.op, field);
  return (
    <>
      <Select
        aria-label="怎样比较"
        className="condition-op"
        value={draft.op}
        options={opsOf(field).map((op) => ({ value: op, label: opWord(op, field) }))}
        onChange={(op: Op) => onChange({ ...draft, op, values: arityOf(op, field) === 0 ? [] : draft.values })}
      />
      {arity === 'many' && (
        <span ref={focusInside}>
          <ChoicesInput
            field={field.key}
            values={draft.values}
            ariaLabel={`${field.label}的值`}
            onChange={(values) => onChange({ ...draft, values })}
          />
        </span>
      )}
      {typeof arity === 'number' &&
        Array.from({ length: arity }, (_, i) => (
          <ValueInput
            key={i}
            field={field}
            text={draft.values[i] ?? ''}
            ariaLabel={arity === 2 ? (i === 0 ? '从' : '到') : `${field.label}的值`}
            isFirst={i === 0}
            onChange={(text) =>
              onChange({
                ...draft,
                values: Array.from({ length: arity }, (_, j) => (j === i ? text : (draft.values[j] ?? ''))),
              })
            }
          />
        ))}
    </>
  );
}

interface ValueProps {
  field: Field;
  text: string;
  ariaLabel: string;
  isFirst: boolean;
  onChange: (text: string) => void;
}

/** The value of a condition is text; the input knows what the text means. */
function ValueInput({ field, text, ariaLabel, isFirst, onChange }: ValueProps) {
  const asked: Field = field.kind === 'computed' ? { ...field, kind: field.as ?? 'decimal' } : field;
  const [entry, setEntry] = useState<Entry>(() => entryOf(asked, text));
  const change = (next: Entry): void => {
    setEntry(next);
    onChange(next.value === null || typeof next.value === 'object' ? '' : String(next.value));
  };
  return (
    <span className="condition-value" ref={isFirst ? focusInside : undefined}>
      <FieldInput
        field={{ ...asked, isRequired: true, kind: isChosen(asked) ? 'text' : asked.kind }}
        entry={entry}
        onChange={change}
        ariaLabel={ariaLabel}
      />
      {entry.problem && <span className="problem">{entry.problem.says}</span>}
    </span>
  );
}

function entryOf(field: Field, text: string): Entry {
  if (field.kind === 'yes-no') return typedEntry(field, text);
  if (field.kind === 'integer' && /^-?\d+$/.test(text)) return { value: Number(text) };
  return { value: text === '' ? null : text };
}
