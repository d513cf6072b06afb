import { CalendarOutlined } from '@ant-design/icons';
import { parseDay, type Day } from '@quantu/base';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { todayInChina } from '../../shell/as-of.ts';
import { moveDay, moveMonth, weeksOf } from './calendar.ts';
import type { InputProps } from './entry.ts';
import { TypedInput } from './typed-input.tsx';

/** A day or month: typed as people write it, or taken from a calendar. */
export function DayInput(props: InputProps) {
  const { field, entry, onChange, isDisabled } = props;
  const [isOpen, setOpen] = useState(false);
  const take = (value: string): void => {
    onChange({ value });
    setOpen(false);
  };
  const value = typeof entry.value === 'string' ? entry.value : null;
  return (
    <span className="day-input">
      <TypedInput {...props} />
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        destroyOnHidden
        content={field.kind === 'month' ? <Months value={value} onTake={take} /> : <Days value={value} onTake={take} />}
      >
        <Button
          icon={<CalendarOutlined />}
          disabled={isDisabled ?? false}
          aria-label={`从日历选择${field.label}`}
          aria-expanded={isOpen}
        />
      </Popover>
    </span>
  );
}

interface PickProps {
  value: string | null;
  onTake: (value: string) => void;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

function Days({ value, onTake }: PickProps) {
  const today = todayInChina();
  const chosen = parseDay(value ?? '');
  const [at, setAt] = useState<Day>(chosen ?? today);
  const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7))];
  const onKey = (event: React.KeyboardEvent): void => {
    const moved = moveDay(at, event.key);
    if (moved === null) return;
    event.preventDefault();
    setAt(moved);
  };
  return (
    <div className="calendar">
      <CalendarHead
        title={`${year}年${month}月`}
        onMove={(by) => setAt((day) => moveDay(day, by < 0 ? 'PageUp' : 'PageDown') ?? day)}
      />
      <table role="grid" aria-label={`${year}年${month}月`} onKeyDown={onKey}>
        <thead>
          <tr>
            {WEEKDAYS.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    ref={(button) => {
                      if (day === at) button?.focus();
                    }}
                    tabIndex={day === at ? 0 : -1}
                    className={[
                      day.slice(0, 7) !== at.slice(0, 7) && 'is-other',
                      day === today && 'is-today',
                      day === chosen && 'is-chosen',
                    ]
                      .filter(Boolean)
                      .join(' ')}
                    aria-pressed={day === chosen}
                    aria-label={day}
                    onClick={() => onTake(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" type="link" onClick={() => onTake(today)}>
        今天
      </Button>
    </div>
  );
}

function Months({ value, onTake }: PickProps) {
  const now = value ?? todayInChina();
  const [year, setYear] = useState(Number(now.slice(0, 4)));
  return (
    <div className="calendar">
      <CalendarHead title={`${year}年`} onMove={(by) => setYear(year + by)} />
      <div className="calendar-months">
        {Array.from({ length: 12 }, (_, i) => {
          const { month } = moveMonth(year, 1, i);
          const text = `${year}-${String(month).padStart(2, '0')}`;
          return (
            <Button key={text} size="small" type={text === value ? 'primary' : 'text'} onClick={() => onTake(text)}>
              {month}月
            </Button>
          );
        })}
      </div>
    </div>
  );
}

function CalendarHead({ title, onMove }: { title: string; onMove: (by: -1 | 1) => void }) {
  return (
    <div className="calendar-head">
      <Button size="small" type="text" aria-label="上一个" onClick={() => onMove(-1)}>
        ‹
      </Button>
      <b aria-live="polite">{title}</b>
      <Button size="small" type="text" aria-label="下一个" onClick={() => onMove(1)}>
        ›
      </Button>
    </div>
  );
}
