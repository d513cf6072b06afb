import { registerRoutes } from '@quantu/product-registers';
import type { FieldChange, HistoryEntry, RegisterDescription, Value } from '@quantu/registers';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { fieldOf, isChosen, isGeometryKind } from '../model/fields.ts';
import { showWithUnit } from '../model/show.ts';
import { StateLight } from '../table/value-view.tsx';
import { useRegister, useRegisterKey } from '../use-register.tsx';
import { recordKey } from './use-record.ts';

/** Who changed what, when, on which document; the latest first. */
export function Timeline({ record }: { record: string }) {
  const { params } = useRegister();
  const key = useRegisterKey();
  const history = useQuery({
    queryKey: [...recordKey(key, record), 'history'],
    queryFn: ({ signal }) => call(registerRoutes.history, { params: { ...params, record }, signal }),
  });
  const entries = [...(history.data?.data ?? [])].sort((a, b) => b.version - a.version);
  return (
    <>
      {history.isPending && <Loading />}
      <FaultLine error={history.error} onRetry={() => void history.refetch()} />
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={`${entry.version}-${entry.at}`}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { register } = useRegister();
  const { action, by, at, reason, document, stateBefore, stateAfter, changes } = entry;
  const isMove = stateAfter !== null && stateBefore !== stateAfter && stateBefore !== null;
  return (
    <>
      <div>
        <b>{actionWord(action)}</b>{' '}
        <span className="quiet">
          {by} · {moment(at)}
        </span>
      </div>
      {isMove && (
        <div>
          状态由 <StateLight state={stateBefore} /> 转为 <StateLight state={stateAfter} />
        </div>
      )}
      {changes.length > 0 && (
        <ul className="changes">
          {changes.map((change) => (
            <li key={change.field}>
              <Change register={register} change={change} isFirst={entry.version === 1} />
            </li>
          ))}
        </ul>
      )}
      {reason !== null && reason !== '' && <div>理由：{reason}</div>}
      {document !== null && document !== '' && <div>依据：{document}</div>}
    </>
  );
}

interface ChangeProps {
  register: RegisterDescription;
  change: FieldChange;
  isFirst: boolean;
}

function Change({ register, change, isFirst }: ChangeProps) {
  const field = fieldOf(register, change.field);
  const label = field?.label ?? change.field;
  const text = (value: Value, said: string): string => {
    if (value === null) return '空';
    if (!field || isChosen(field)) return said;
    if (isGeometryKind(field.kind)) return '图形';
    return showWithUnit(field, value) || said;
  };
  const after = text(change.after, change.afterLabel);
  if (isFirst) {
    return (
      <>
        {label}：{after}
      </>
    );
  }
  if (field && isGeometryKind(field.kind)) {
    return <>{change.after === null ? `去掉了${label}` : change.before === null ? `标出了${label}` : `改了${label}`}</>;
  }
  return (
    <>
      {label}：<del>{text(change.before, change.beforeLabel)}</del> → <ins>{after}</ins>
    </>
  );
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  'record.create': '新增',
  'record.change': '修改',
  'record.move': '推进',
  'record.remove': '删除',
  'record.bulk': '批量修改',
  'import.write': '导入',
  'import.undo': '撤销导入',
};

function actionWord(action: string): string {
  return ACTION_WORDS[action] ?? (action.startsWith('import.') ? '导入' : '修改');
}
