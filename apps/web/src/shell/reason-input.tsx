import { Input } from 'antd';

interface Props {
  label?: string;
  placeholder?: string;
  value: string;
  onChange: (reason: string) => void;
}

/** Why something is done: goes into the history with it. */
export function ReasonInput({ label = '理由', placeholder, value, onChange }: Props) {
  return (
    <label className="stack">
      {label}
      <Input.TextArea
        aria-label={label}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
