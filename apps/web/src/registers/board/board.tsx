import type { RecordRow, TransitionDescription } from '@quantu/registers';
import { Alert } from 'antd';
import { useState } from 'react';
import { FaultLine, Loading, Empty } from '../../shell/states.tsx';
import { fieldOf, isGroupable, isSummable, allFields } from '../model/fields.ts';
import { TransitionDialog } from '../record/transition-dialog.tsx';
import { useGroups } from '../table/use-records.ts';
import { titleOf } from '../table/value-view.tsx';
import { useRegister } from '../use-register.tsx';
import { unsorted, type ShownHere } from '../use-shown.ts';
import { Lane } from './lane.tsx';
import { lanesOf } from './lanes.ts';

/** 看板: records by state, or by a chosen field. Where the columns are states, a card moves by a step that is allowed. */
export function Board({ here, onOpen }: { here: ShownHere; onOpen: (id: string) => void }) {
  const { register, asOf } = useRegister();
  const by =
    here.shown.by ?? (register.states.length > 0 ? 'state' : (allFields(register).find(isGroupable)?.key ?? ''));
  const field = fieldOf(register, by);
  const summed = register.fields.find((one) => one.kind === 'money' && isSummable(one));
  const groups = useGroups(unsorted(here.selection), by, summed ? [summed.key] : []);
  const [held, setHeld] = useState<RecordRow | null>(null);
  const [move, setMove] = useState<{ record: RecordRow; step: TransitionDescription } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!field) return <Empty title="没有可以分列的字段">这个台账没有状态，也没有编码字段，看板无从分列。</Empty>;
  if (groups.isPending) return <Loading />;
  const canMove = by === 'state' && asOf === null;
  const drop = (to: string | null): void => {
    const record = held;
    setHeld(null);
    if (!record || to === null || record.state === to) return;
    const step = stepBetween(register.transitions, record, to);
    setRefusal(step ? null : refusalWord(register, record, to));
    if (step) setMove({ record, step });
  };
  return (
    <>
      <FaultLine error={groups.error} onRetry={() => void groups.refetch()} />
      {refusal !== null && (
        <Alert
          type="warning"
          showIcon
          closable={{ onClose: () => setRefusal(null) }}
          title={refusal}
          className="fault-line"
        />
      )}
      <div className="board" data-scroll role="list" aria-label={`按${field.label}的看板`}>
        {lanesOf(register, field, groups.data?.data ?? []).map((group) => (
          <Lane
            key={group.value ?? ''}
            group={group}
            field={field}
            summed={summed}
            here={here}
            isTarget={canMove && held !== null && stepBetween(register.transitions, held, group.value) !== null}
            steps={canMove ? register.transitions : []}
            onHold={canMove ? setHeld : null}
            onDrop={() => drop(group.value)}
            onStep={(record, step) => setMove({ record, step })}
            onOpen={onOpen}
          />
        ))}
      </div>
      {move && <TransitionDialog record={move.record} step={move.step} onClose={() => setMove(null)} />}
    </>
  );
}

type Register = ReturnType<typeof useRegister>['register'];

function stepBetween(
  steps: readonly TransitionDescription[],
  { can }: RecordRow,
  to: string | null,
): TransitionDescription | null {
  return steps.find((step) => can.transitions.includes(step.key) && step.to === to) ?? null;
}

function refusalWord(register: Register, record: RecordRow, to: string): string {
  const word = (state: string | null): string => register.states.find(({ key }) => key === state)?.label ?? '';
  return `“${titleOf(register, record)}”不能从“${word(record.state)}”直接到“${word(to)}”，或者您没有这一步的权限`;
}
