import type { CalendarDay } from '@quantu/accountability';
import { weekdayOf } from './months.ts';

/** 休 on a weekday that is free, 班 on a weekend day that is worked; with the holiday's name where it is known. */
export function DayMark({ day: { on, isWorkday, holiday, isProvisional } }: { day: CalendarDay }) {
  const isWeekend = weekdayOf(on) > 4;
  const mark = isWorkday === isWeekend ? (isWorkday ? '班' : '休') : '';
  return (
    <>
      {mark !== '' && <span className={mark === '休' ? 'calendar-off' : 'calendar-on'}>{mark}</span>}
      {holiday !== null && !isWorkday && <span className="quiet calendar-holiday">{holiday}</span>}
      {isProvisional && (
        <span className="quiet" title="放假安排未公布">
          暂
        </span>
      )}
    </>
  );
}
