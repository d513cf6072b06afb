import type { CalendarDay, Deadline } from '@quantu/accountability';
import { DayMark } from './day-mark.tsx';
import { DeadlineList } from './deadline-list.tsx';
import { WEEKDAYS, weekdayOf } from './months.ts';

interface Props {
  district: string;
  month: string;
  days: readonly CalendarDay[];
  deadlines: readonly Deadline[];
  today: string;
}

/** The days of a month that have something, one below the other. */
export function Agenda({ district, month, days, deadlines, today }: Props) {
  const shown = days.filter(({ on }) => on.startsWith(month));
  const busy = shown.filter(({ on }) => deadlines.some((one) => one.on === on));
  if (busy.length === 0) return <p className="quiet">这个月没有到期的事。</p>;
  return (
    <ol className="calendar-agenda">
      {busy.map((day) => (
        <li key={day.on} className={day.on === today ? 'panel calendar-today' : 'panel'}>
          <h2>
            <time dateTime={day.on}>
              {Number(day.on.slice(5, 7))} 月 {Number(day.on.slice(8))} 日
            </time>{' '}
            <span className="quiet">
              周{WEEKDAYS[weekdayOf(day.on)]}
              {day.on === today && '，今天'}
            </span>{' '}
            <DayMark day={day} />
          </h2>
          <DeadlineList district={district} deadlines={deadlines.filter(({ on }) => on === day.on)} />
        </li>
      ))}
    </ol>
  );
}
