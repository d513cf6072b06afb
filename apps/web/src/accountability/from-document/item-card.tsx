import type { ItemWish } from '@quantu/accountability';
import { Button, Input, Select } from 'antd';
import { useRef, type ComponentRef } from 'react';

interface Props {
  item: ItemWish;
  isFirst: boolean;
  isSelected: boolean;
  above: string;
  due: string;
  /** Names that may be chosen: the district's units, and those the text names. */
  units: readonly { value: string; label: string }[];
  onChange: (item: ItemWish) => void;
  onSelect: () => void;
  onSplit: (offset: number) => void;
  onMerge: () => void;
  onDrop: () => void;
}

/** One item as it would be registered, to be corrected. */
export function ItemCard({ item, isFirst, isSelected, above, due, units, onChange, onSelect, ...acts }: Props) {
  const clause = useRef<ComponentRef<typeof Input.TextArea>>(null);
  const split = () => acts.onSplit(clause.current?.resizableTextArea?.textArea.selectionStart ?? 0);
  const set = (part: Partial<ItemWish>) => onChange({ ...item, ...part });
  const name = `${item.number} ${item.matter}`;
  return (
    <section className={`panel paper-item${isSelected ? ' is-selected' : ''}`} aria-label={name} onFocus={onSelect}>
      {above !== '' && <div className="quiet">{above}</div>}
      <div className="paper-row">
        <Input
          className="paper-number"
          aria-label="序号"
          value={item.number}
          maxLength={20}
          onChange={({ target }) => set({ number: target.value })}
        />
        <Input
          aria-label="事项"
          value={item.matter}
          maxLength={200}
          onChange={({ target }) => set({ matter: target.value })}
        />
      </div>
      <Input.TextArea
        ref={clause}
        aria-label="意见原文"
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={item.clause}
        onChange={({ target }) => set({ clause: target.value })}
      />
      <div className="paper-row">
        <UnitSelect label="主办单位" units={units} value={item.lead} onChange={(lead) => set({ lead })} />
        <Select
          mode="multiple"
          aria-label="建议协办"
          placeholder="建议协办"
          className="paper-unit"
          options={[...units]}
          optionFilterProp="label"
          value={[...item.helpers]}
          onChange={(helpers: string[]) => set({ helpers })}
        />
        <Input
          className="paper-day"
          aria-label="期限"
          type="date"
          value={item.dueOn ?? ''}
          onChange={({ target }) => set({ dueOn: target.value === '' ? null : target.value })}
        />
        {due !== '' && <span className="quiet">原文：{due}</span>}
      </div>
      {item.tasks.length > 0 && <Tasks item={item} units={units} onChange={set} />}
      <div className="paper-row">
        <Button size="small" onClick={split}>
          在光标处拆开
        </Button>
        {!isFirst && (
          <Button size="small" onClick={acts.onMerge}>
            并入上一件
          </Button>
        )}
        <Button size="small" danger onClick={acts.onDrop}>
          去掉
        </Button>
      </div>
    </section>
  );
}

function Tasks({
  item,
  units,
  onChange,
}: {
  item: ItemWish;
  units: Props['units'];
  onChange: (part: Partial<ItemWish>) => void;
}) {
  const set = (at: number, part: Partial<ItemWish['tasks'][number]>) =>
    onChange({ tasks: item.tasks.map((task, one) => (one === at ? { ...task, ...part } : task)) });
  return (
    <ol className="paper-tasks" aria-label="任务">
      {item.tasks.map((task, at) => (
        <li key={`${task.number} ${task.start}`} className="paper-row">
          <Input
            aria-label={`任务 ${task.number}`}
            value={task.measure}
            maxLength={200}
            onChange={({ target }) => set(at, { measure: target.value })}
          />
          <UnitSelect
            label={`任务 ${task.number} 的主办单位`}
            units={units}
            value={task.lead}
            onChange={(lead) => set(at, { lead })}
          />
          <Button
            size="small"
            aria-label={`去掉任务 ${task.number}`}
            onClick={() => onChange({ tasks: item.tasks.filter((one) => one !== task) })}
          >
            去掉
          </Button>
        </li>
      ))}
    </ol>
  );
}

interface UnitProps {
  label: string;
  units: Props['units'];
  value: string | null;
  onChange: (name: string | null) => void;
}

export function UnitSelect({ label, units, value, onChange }: UnitProps) {
  return (
    <Select
      showSearch
      allowClear
      aria-label={label}
      placeholder={label}
      className="paper-unit"
      options={[...units]}
      optionFilterProp="label"
      value={value}
      onChange={(name: string | undefined) => onChange(name ?? null)}
    />
  );
}
