import { SwapOutlined } from '@ant-design/icons';
import type { RecordRow, TransitionDescription } from '@quantu/registers';
import { Button, Dropdown } from 'antd';
import { todayInChina } from '../../shell/as-of.ts';
import { Light } from '../../shell/light.tsx';
import { valueOf, type Field } from '../model/fields.ts';
import { RecordValue, titleOf } from '../table/value-view.tsx';
import { useRegister } from '../use-register.tsx';

interface Props {
  record: RecordRow;
  fields: readonly Field[];
  isOpen: boolean;
  steps: readonly TransitionDescription[];
  onHold: ((record: RecordRow | null) => void) | null;
  onStep: (step: TransitionDescription) => void;
  onOpen: (id: string) => void;
}

/** A record on the board. Dragged with the mouse; its menu does the same for the keyboard and for touch. */
export function Card({ record, fields, isOpen, steps, onHold, onStep, onOpen }: Props) {
  const { register, asOf } = useRegister();
  const isLate = record.stateDue !== null && record.stateDue < (asOf ?? todayInChina());
  return (
    <article
      className={isOpen ? 'board-card is-open' : 'board-card'}
      draggable={onHold !== null && steps.length > 0}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', record.id);
        event.dataTransfer.effectAllowed = 'move';
        onHold?.(record);
      }}
      onDragEnd={() => onHold?.(null)}
    >
      <div className="board-card-head">
        <button type="button" className="row-opener" onClick={() => onOpen(record.id)}>
          {titleOf(register, record)}
        </button>
        {steps.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{ items: steps.map((step) => ({ key: step.key, label: step.label, onClick: () => onStep(step) })) }}
          >
            <Button size="small" type="text" icon={<SwapOutlined />} aria-label={`推进 ${titleOf(register, record)}`} />
          </Dropdown>
        )}
      </div>
      {isLate && <Light kind="bad" word={`超期，应于 ${record.stateDue}`} />}
      <dl className="board-card-parts">
        {fields
          .filter((field) => valueOf(record, field.key) !== null)
          .map((field) => (
            <div key={field.key}>
              <dt>{field.label}</dt>
              <dd>
                <RecordValue field={field} record={record} withUnit />
              </dd>
            </div>
          ))}
      </dl>
    </article>
  );
}
