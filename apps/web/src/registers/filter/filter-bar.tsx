import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import type { Condition } from '@quantu/registers';
import { Button, Popover } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { conditionText } from '../model/conditions.ts';
import { useFilterLabels } from '../use-choices.ts';
import { useRegister } from '../use-register.tsx';
import type { ShownHere } from '../use-shown.ts';
import { ConditionEditor } from './condition-editor.tsx';

/** The filter as a sentence; each of its parts opens, changes and goes by keyboard. */
export function FilterBar({ shown: { conditions, text }, show }: Pick<ShownHere, 'shown' | 'show'>) {
  const { register } = useRegister();
  const labelOf = useFilterLabels(conditions);
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const put = (at: number, condition: Condition): void => {
    show({
      conditions:
        at < conditions.length ? conditions.map((one, i) => (i === at ? condition : one)) : [...conditions, condition],
    });
    setOpen(null);
  };
  const remove = (at: number): void => show({ conditions: conditions.filter((_, i) => i !== at) });
  return (
    <div className="filter" role="group" aria-label="筛选">
      {conditions.map((condition, i) => (
        <Popover
          // Two conditions may be the same text; their place tells them apart.
          key={`${i}-${condition.field}`}
          open={open === i}
          onOpenChange={(isOpen) => setOpen(isOpen ? i : null)}
          trigger="click"
          placement="bottomLeft"
          destroyOnHidden
          content={<ConditionEditor first={condition} onDone={(done) => put(i, done)} onCancel={() => setOpen(null)} />}
        >
          <span className="chip">
            <button
              type="button"
              className="chip-text"
              aria-expanded={open === i}
              title="回车修改，Delete 去掉"
              onKeyDown={(event) => onChipKey(event, () => remove(i))}
            >
              {conditionText(register, condition, labelOf)}
            </button>
            <button
              type="button"
              className="chip-close"
              aria-label={`去掉 ${conditionText(register, condition, labelOf)}`}
              onClick={(event) => {
                event.stopPropagation();
                remove(i);
              }}
            >
              <CloseOutlined />
            </button>
          </span>
        </Popover>
      ))}
      <Popover
        open={open === 'new'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'new' : null)}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={
          <ConditionEditor
            first={null}
            onDone={(done) => put(conditions.length, done)}
            onCancel={() => setOpen(null)}
          />
        }
      >
        <Button size="small" type="dashed" icon={<FilterOutlined />} aria-expanded={open === 'new'}>
          {conditions.length === 0 ? '筛选' : '加条件'}
        </Button>
      </Popover>
      {(conditions.length > 0 || text !== '') && (
        <Button size="small" type="link" onClick={() => show({ conditions: [], text: '' })}>
          全部清除
        </Button>
      )}
    </div>
  );
}

function onChipKey(event: KeyboardEvent, remove: () => void): void {
  if (event.key !== 'Delete' && event.key !== 'Backspace') return;
  event.preventDefault();
  remove();
}
