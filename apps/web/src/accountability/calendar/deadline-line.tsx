import { DEADLINE_KINDS, type Deadline } from '@quantu/accountability';
import { Link } from 'react-router';
import { LIGHT_KIND } from '../../projects/words.ts';
import { Light } from '../../shell/light.tsx';
import { thingAddress } from '../addresses.ts';

interface Props {
  district: string;
  deadline: Deadline;
  /** One line in a cell of the month; else with what it belongs to and why its light is so. */
  isShort?: boolean;
}

export function DeadlineLine({ district, deadline, isShort = false }: Props) {
  const { kind, register, record, title, of, unit, light, reason, isDone, isProvisional } = deadline;
  const word = isDone ? '已办' : { red: '红灯', yellow: '黄灯', green: '绿灯', grey: '未判定' }[light ?? 'grey'];
  const mark = <Light kind={isDone ? 'good' : LIGHT_KIND[light ?? 'grey']} word={word} quiet />;
  const link = (
    <Link to={thingAddress(district, register, record)} className={isDone ? 'calendar-done' : undefined}>
      {title}
    </Link>
  );
  if (isShort)
    return (
      <div className="calendar-line" title={`${DEADLINE_KINDS[kind]}：${title} ${reason}`}>
        {mark} {link}
      </div>
    );
  return (
    <div className="calendar-entry">
      <span className="calendar-kind">{DEADLINE_KINDS[kind]}</span>
      <span>
        {mark} {link}
        {isProvisional && <span className="quiet">（可能变动）</span>}
        <span className="quiet calendar-about">
          {[of, unit, reason].filter((part) => part !== '' && part !== title).join(' · ')}
        </span>
      </span>
    </div>
  );
}
