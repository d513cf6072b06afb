import { Select } from 'antd';
import type { ReactNode } from 'react';
import { allFields, isGroupable } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';

interface Props {
  label: string;
  placeholder: string;
  value: string | null;
  onChange: (field: string | null) => void;
}

/** A field by which rows are put together: groups of the table, columns of the board, colours of the map. */
export function GroupChoice({ label, placeholder, value, onChange }: Props) {
  const { register } = useRegister();
  const options = allFields(register)
    .filter(isGroupable)
    .map(({ key, label }) => ({ value: key, label }));
  if (options.length === 0) return null;
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      placeholder={placeholder}
      className="group-choice"
      popupMatchSelectWidth={false}
      value={value}
      options={options}
      labelRender={labelled(placeholder)}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? null)}
    />
  );
}

/** The chosen field after what it is chosen for: 分组：专项. */
function labelled(word: string) {
  return ({ label }: { label?: ReactNode }) => (
    <>
      {word}：{label}
    </>
  );
}
