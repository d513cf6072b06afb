import { filterText, type Group, type RecordRow, type TransitionDescription } from '@quantu/registers';
import { Button } from 'antd';
import { useState } from 'react';
import { grouped } from '../../shell/figure-text.ts';
import { FaultLine } from '../../shell/states.tsx';
import { withGroup } from '../model/conditions.ts';
import { fieldOf, type Field } from '../model/fields.ts';
import { showWithUnit } from '../model/show.ts';
import { fieldsFor, useRecords } from '../table/use-records.ts';
import { ValueView } from '../table/value-view.tsx';
import { useRegister } from '../use-register.tsx';
import type { ShownHere } from '../use-shown.ts';
import { Card } from './card.tsx';

interface Props {
  group: Group;
  field: Field;
  summed: Field | undefined;
  here: ShownHere;
  isTarget: boolean;
  steps: readonly TransitionDescription[];
  onHold: ((record: RecordRow | null) => void) | null;
  onDrop: () => void;
  onStep: (record: RecordRow, step: TransitionDescription) => void;
  onOpen: (id: string) => void;
}

const CARDS = 30;
const KEY_FIGURES = 4;

/** One column of the board with its count and sum. */
export function Lane({ group, field, summed, here, isTarget, steps, onHold, onDrop, onStep, onOpen }: Props) {
  const { register } = useRegister();
  const [size, setSize] = useState(CARDS);
  const conditions = withGroup(here.shown.conditions, field.key, group.value);
  const others = here.columns
    .filter((key) => ![register.title, field.key, 'state', summed?.key, ...register.keyFields].includes(key))
    .map((key) => fieldOf(register, key))
    .filter((one): one is Field => one !== undefined)
    .slice(0, KEY_FIGURES - 1);
  // What the lane adds up stands on every card.
  const shown = summed ? [...others, summed] : others;
  const fields = fieldsFor(
    shown.map(({ key }) => key),
    register.title,
    register.fields.map(({ key }) => key),
  );
  const records = useRecords(
    { ...here.selection, filter: filterText(conditions) },
    { page: 1, size, fields },
    group.count > 0,
  );
  const sum = summed ? (group.sums[summed.key] ?? null) : null;
  return (
    <section
      role="listitem"
      aria-label={group.label}
      className={isTarget ? 'lane is-target' : 'lane'}
      onDragOver={(event) => {
        if (isTarget) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <h3>
        {group.value === null ? (
          `没有填${field.label}`
        ) : (
          <ValueView field={field} value={group.value} label={group.label} />
        )}
        <span className="lane-count">{grouped(String(group.count))}</span>
      </h3>
      {summed && sum !== null && (
        <p className="quiet">
          {summed.label} {showWithUnit(summed, sum)}
        </p>
      )}
      <FaultLine error={records.error} onRetry={() => void records.refetch()} />
      <ul>
        {(group.count > 0 ? (records.data?.data ?? []) : []).map((record) => (
          <li key={record.id}>
            <Card
              record={record}
              fields={shown}
              isOpen={record.id === here.shown.record}
              steps={steps.filter(({ key }) => record.can.transitions.includes(key))}
              onHold={onHold}
              onStep={(step) => onStep(record, step)}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
      {group.count > size && (
        <Button
          block
          size="small"
          onClick={() => (size >= 200 ? here.show({ face: 'table', conditions }) : setSize(200))}
        >
          {size >= 200 ? '在表格里看全部' : `还有 ${group.count - size} 条`}
        </Button>
      )}
    </section>
  );
}
