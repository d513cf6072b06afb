import type { CalendarDay, Deadline } from '@quantu/accountability';
import { addDays, parseDay, type Day } from '@quantu/base';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { DayMark } from './day-mark.tsx';
import { DeadlineLine } from './deadline-line.tsx';
import { DeadlineList } from './deadline-list.tsx';
import { WEEKDAYS } from './months.ts';

const IN_CELL = 3;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface Props {
  district: string;
  month: string;
  days: readonly CalendarDay[];
  deadlines: readonly Deadline[];
  today: string;
  chosen: Day;
  onChoose: (day: Day) => void;
}

/** A month in weeks; the chosen day in full beside it. Arrow keys go from day to day, page keys from month to month. */
export function MonthGrid({ district, month, days, deadlines, today, chosen, onChoose }: Props) {
  const grid = useRef<HTMLTableElement>(null);
  const isKeyed = useRef(false);
  useEffect(() => {
    // The weeks of another month come after the key.
    const isThere = days.some(({ on }) => on === chosen);
    if (!isKeyed.current || !isThere) return;
    isKeyed.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-day="${chosen}"]`)?.focus();
  }, [chosen, days]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS[event.key] ?? { PageUp: -28, PageDown: 28 }[event.key];
    if (by === undefined || !(event.target instanceof HTMLElement) || event.target.dataset['day'] === undefined) return;
    event.preventDefault();
    isKeyed.current = true;
    onChoose(addDays(chosen, by));
  };
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const ofDay = deadlines.filter(({ on }) => on === chosen);
  return (
    <div className="calendar-columns">
      <table className="calendar-grid" ref={grid} onKeyDown={onKeyDown}>
        <caption className="sr-only">{month} 办理日历，方向键移动日期，翻页键移动四周</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((word) => (
              <th key={word} scope="col">
                周{word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]!.on}>
              {week.map((day) => (
                <td
                  key={day.on}
                  className={[
                    day.on.startsWith(month) ? '' : 'calendar-other',
                    day.isWorkday ? '' : 'calendar-rest',
                    day.on === today ? 'calendar-today' : '',
                    day.on === chosen ? 'calendar-chosen' : '',
                  ].join(' ')}
                >
                  <Cell
                    district={district}
                    day={day}
                    isChosen={day.on === chosen}
                    deadlines={deadlines.filter(({ on }) => on === day.on)}
                    onChoose={() => onChoose(parseDay(day.on)!)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <section className="panel calendar-side" aria-label={`${chosen} 到期`}>
        <h2>
          {Number(chosen.slice(5, 7))} 月 {Number(chosen.slice(8))} 日 <span className="quiet">{ofDay.length} 项</span>
        </h2>
        {ofDay.length === 0 ? (
          <p className="quiet">这一天没有到期的事。</p>
        ) : (
          <DeadlineList key={chosen} district={district} deadlines={ofDay} />
        )}
      </section>
    </div>
  );
}

function Cell(props: {
  district: string;
  day: CalendarDay;
  isChosen: boolean;
  deadlines: readonly Deadline[];
  onChoose: () => void;
}) {
  const { district, day, isChosen, deadlines, onChoose } = props;
  const open = deadlines.toSorted((a, b) => Number(a.isDone) - Number(b.isDone));
  return (
    <>
      <div className="calendar-head">
        <button
          type="button"
          data-day={day.on}
          tabIndex={isChosen ? 0 : -1}
          aria-pressed={isChosen}
          aria-label={`${Number(day.on.slice(8))} 日（${day.on.slice(0, 7)}），${deadlines.length} 项`}
          onClick={onChoose}
        >
          {Number(day.on.slice(8))}
        </button>
        <DayMark day={day} />
      </div>
      {open.slice(0, IN_CELL).map((deadline) => (
        <DeadlineLine key={`${deadline.kind} ${deadline.record}`} district={district} deadline={deadline} isShort />
      ))}
      {open.length > IN_CELL && (
        <button type="button" className="link-button calendar-more" tabIndex={-1} onClick={onChoose}>
          还有 {open.length - IN_CELL} 项
        </button>
      )}
    </>
  );
}
