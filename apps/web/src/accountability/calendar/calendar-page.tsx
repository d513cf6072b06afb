import { accountabilityRoutes, DEADLINE_KINDS, type CalendarDay, type Deadline } from '@quantu/accountability';
import { addDays, dayOf, parseDay, type Day } from '@quantu/base';
import { addressOf } from '@quantu/people';
import { CalendarOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { call } from '../../shell/api.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { useDisplay } from '../../shell/display.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { Agenda } from './agenda.tsx';
import { DeadlineList } from './deadline-list.tsx';
import { MonthGrid } from './month-grid.tsx';
import { monthOf, monthShift, sheetOf } from './months.ts';
import './calendar.css';

const KINDS = [
  { value: '', label: '全部事项' },
  ...Object.entries(DEADLINE_KINDS).map(([value, label]) => ({ value, label })),
];

/** 办理日历: every day somebody is held to, by month or as an agenda, with working days and holidays. */
export function CalendarPage() {
  const district = useDistrict();
  const { isNarrow } = useDisplay();
  const [search, show] = useSearchState();
  const asOf = useAsOfQuery();
  const month = search.get('month') ?? monthOf(asOf.asOf ?? null);
  const { from, until } = sheetOf(month);
  const query = { ...asOf, from, until, ...(search.get('open') === '1' ? { open: true } : {}) };
  const answer = useQuery({
    queryKey: ['reviews', district, 'calendar', query],
    queryFn: ({ signal }) => call(accountabilityRoutes.calendar, { params: { district }, query, signal }),
    placeholderData: (old) => old,
  });
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const { today, days, deadlines, overdue, overdueCount } = answer.data.data;
  const kind = search.get('kind') ?? '';
  const shown = deadlines.filter((one) => kind === '' || one.kind === kind);
  const isAgenda = (search.get('view') ?? (isNarrow ? 'agenda' : 'month')) === 'agenda';
  const chosen = parseDay(search.get('day') ?? '');
  const choose = (day: Day): void => show(day.startsWith(month) ? { day, month } : { day, month: day.slice(0, 7) });
  return (
    <div className="page page-wide calendar">
      <PageHead title="办理日历" note={`${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`}>
        <Button
          aria-label="上个月"
          icon={<LeftOutlined />}
          onClick={() => show({ month: monthShift(month, -1), day: '' })}
        />
        <Button onClick={() => show({ month: today.slice(0, 7), day: today })}>今天</Button>
        <Button
          aria-label="下个月"
          icon={<RightOutlined />}
          onClick={() => show({ month: monthShift(month, 1), day: '' })}
        />
        <Segmented
          aria-label="样式"
          value={isAgenda ? 'agenda' : 'month'}
          options={[
            { value: 'month', label: '月历' },
            { value: 'agenda', label: '日程' },
          ]}
          onChange={(view) => show({ view })}
        />
        <Select
          aria-label="事项类别"
          value={kind}
          options={KINDS}
          popupMatchSelectWidth={false}
          onChange={(next) => show({ kind: next })}
        />
        <Button
          icon={<CalendarOutlined />}
          href={addressOf(accountabilityRoutes.calendarFile, {
            params: { district },
            query: { ...asOf, from, until: addDays(parseDay(from)!, 366), open: true },
          })}
        >
          下载日历（.ics）
        </Button>
      </PageHead>
      <Provisional days={days} />
      <Overdue district={district} overdue={overdue} count={overdueCount} />
      {isAgenda ? (
        <Agenda district={district} month={month} days={days} deadlines={shown} today={today} />
      ) : (
        <MonthGrid
          district={district}
          month={month}
          days={days}
          deadlines={shown}
          today={today}
          chosen={
            chosen ??
            (today.startsWith(month) ? dayIn(today) : dayOf(Number(month.slice(0, 4)), Number(month.slice(5)), 1)!)
          }
          onChoose={choose}
        />
      )}
    </div>
  );
}

const dayIn = (text: string): Day => parseDay(text)!;

function Provisional({ days }: { days: readonly CalendarDay[] }) {
  const years = [...new Set(days.filter(({ isProvisional }) => isProvisional).map(({ on }) => on.slice(0, 4)))];
  if (years.length === 0) return null;
  return (
    <p className="calendar-note light-watch">
      ▲ {years.join('、')} 年的放假安排还没有公布，工作日按周末推算，期限可能变动
    </p>
  );
}

function Overdue({ district, overdue, count }: { district: string; overdue: readonly Deadline[]; count: number }) {
  if (count === 0) return null;
  return (
    <details className="panel calendar-overdue">
      <summary>
        <span className="light light-bad">■ 已逾期未办 {count} 项</span>
        {overdue.length < count && <span className="quiet"> 显示最久的 {overdue.length} 项</span>}
      </summary>
      <DeadlineList district={district} deadlines={overdue} hasDay />
    </details>
  );
}
