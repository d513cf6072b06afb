import type { RecordView } from '@quantu/registers';
import { todayInChina } from '../../shell/as-of.ts';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { useRegister } from '../use-register.tsx';
import { RecordValue, StateLight, titleOf } from '../table/value-view.tsx';

/** What it is called, how it stands, by when it has to move on, who touched it last. */
export function RecordHead({ record, isPage = false }: { record: RecordView; isPage?: boolean }) {
  const { register, asOf } = useRegister();
  const Title = isPage ? 'h1' : 'h2';
  const keys = register.fields.filter(({ key }) => register.keyFields.includes(key) && key !== register.title);
  return (
    <header className="record-head">
      <Title>{titleOf(register, record)}</Title>
      <p className="record-state">
        {record.state !== null && <StateLight state={record.state} />}
        {record.stateSince !== null && record.state !== null && (
          <span className="quiet">自 {moment(record.stateSince).split(' ')[0]}</span>
        )}
        {record.stateDue !== null && <Due day={record.stateDue} today={asOf ?? todayInChina()} />}
        {keys.map((field) => (
          <span key={field.key} className="quiet">
            {field.label} <RecordValue field={field} record={record} />
          </span>
        ))}
      </p>
      <p className="quiet">
        第 {record.version} 版 · {record.changedBy} 于 {moment(record.changedAt)} 修改
      </p>
    </header>
  );
}

function Due({ day, today }: { day: string; today: string }) {
  if (day < today) return <Light kind="bad" word={`已超期，应于 ${day} 前办结`} />;
  return <Light kind={day === today ? 'watch' : 'plain'} word={day === today ? '今天到期' : `${day} 到期`} />;
}
