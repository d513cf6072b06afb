import type { Choice } from '@quantu/registers';
import { Select } from 'antd';
import { useState } from 'react';
import { useChoices, useLabels } from '../use-choices.ts';
import type { InputProps } from './entry.ts';

/** Choices with the way to them in their tree: 城建 / 交通通达. */
export function choiceOptions(choices: readonly Choice[]): { value: string; label: string; title: string }[] {
  const byValue = new Map(choices.map((choice) => [choice.value, choice]));
  const path = (choice: Choice): string => {
    const parent = choice.parent === null ? undefined : byValue.get(choice.parent);
    return parent && parent !== choice ? `${path(parent)} / ${choice.label}` : choice.label;
  };
  return choices.map((choice) => {
    const label = path(choice);
    return { value: choice.value, label: choice.isClosed ? `${label}（已停用）` : label, title: label };
  });
}

/** One code or record, found by typing a part of its name. */
export function ChoiceInput({ field, entry, onChange, id, autoFocus, isDisabled, ariaLabel }: InputProps) {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(autoFocus ?? false);
  const choices = useChoices(field.key, text, isOpen);
  const value = typeof entry.value === 'string' ? entry.value : null;
  const labelOf = useLabels([[field.key, value !== null && entry.label === undefined ? [value] : []]]);
  const open = (choices.data ?? []).filter(({ isClosed }) => !isClosed);
  const options = choiceOptions(open);
  const label = entry.label ?? (value === null ? '' : (labelOf(field.key, value) ?? value));
  const isThere = value === null || options.some((option) => option.value === value);
  return (
    <Select
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      allowClear
      autoFocus={autoFocus ?? false}
      defaultOpen={autoFocus ?? false}
      disabled={isDisabled ?? false}
      {...(id === undefined ? {} : { id })}
      {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      {...(entry.problem ? { status: 'error' as const } : {})}
      className="choice-input"
      placeholder={entry.problem?.text ?? '选择，或输入几个字查找'}
      popupMatchSelectWidth={false}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setText('');
      }}
      loading={isOpen && choices.isFetching}
      notFoundContent={choices.isPending ? '正在查找…' : choices.isError ? '没有查到，请再试' : `没有含“${text}”的选项`}
      value={value}
      options={isThere || text !== '' ? options : [{ value, label, title: label }, ...options]}
      labelRender={() => label}
      onChange={(chosen: string | null | undefined) => {
        const found = open.find((choice) => choice.value === chosen);
        setText('');
        onChange(found ? { value: found.value, label: found.label } : { value: null });
      }}
    />
  );
}

interface ManyProps {
  field: string;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  ariaLabel: string;
}

/** Several of them, for filters; also those that are no longer put in. */
export function ChoicesInput({ field, values, onChange, ariaLabel }: ManyProps) {
  const [text, setText] = useState('');
  const choices = useChoices(field, text);
  const labelOf = useLabels([[field, values]]);
  const options = choiceOptions(choices.data ?? []);
  const missing = values.filter((value) => !options.some((option) => option.value === value));
  return (
    <Select
      mode="multiple"
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      aria-label={ariaLabel}
      className="choice-input"
      placeholder="可选几个"
      popupMatchSelectWidth={false}
      notFoundContent={choices.isPending ? '正在查找…' : `没有含“${text}”的选项`}
      value={[...values]}
      options={[...missing.map((value) => ({ value, label: labelOf(field, value) ?? '…' })), ...options]}
      onChange={(chosen: string[]) => {
        setText('');
        onChange(chosen);
      }}
    />
  );
}
