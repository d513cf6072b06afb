import { LIGHTS, LIGHT_LABELS, projectRoutes } from '@quantu/projects';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOfQuery } from '../shell/as-of.ts';
import { PageHead } from '../shell/page.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../shell/states.tsx';
import { pageOf, useSearchState } from '../shell/use-search-state.ts';
import { LightsTable } from './lights-table.tsx';
import { MonthSelect, monthsUpTo } from './month-select.tsx';
import { useMonthPart } from './use-month-part.ts';
import { monthWord } from './words.ts';
import './projects.css';

const PAGE_SIZE = 50;

/** Every city project with its light and the reason; what is reddest and furthest behind first. */
export function LightsPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const part = {
    ...useMonthPart(),
    ...(search.get('programme') ? { programme: search.get('programme') ?? '' } : {}),
    ...(search.get('organisation') ? { organisation: search.get('organisation') ?? '' } : {}),
  };
  const asOf = useAsOfQuery();
  const light = LIGHTS.find((one) => one === search.get('light'));
  const page = pageOf(search);
  const query = { ...part, ...(light ? { light } : {}), page, size: PAGE_SIZE };
  const whole = useQuery({
    queryKey: ['projects', district, 'overview', part],
    queryFn: ({ signal }) => call(projectRoutes.overview, { params: { district }, query: part, signal }),
    placeholderData: keepPreviousData,
  });
  // What can be chosen does not depend on what is chosen.
  const choices = useQuery({
    queryKey: ['projects', district, 'overview', asOf],
    queryFn: ({ signal }) => call(projectRoutes.overview, { params: { district }, query: asOf, signal }),
  });
  const rows = useQuery({
    queryKey: ['projects', district, 'lights', query],
    queryFn: ({ signal }) => call(projectRoutes.lights, { params: { district }, query, signal }),
    placeholderData: keepPreviousData,
  });
  if (rows.isPending || whole.isPending) return <Loading />;
  if (!rows.data || !whole.data)
    return <Failed error={rows.error ?? whole.error} onRetry={() => void rows.refetch()} />;
  const { month, now, rule } = whole.data.data;
  const named = (parts: readonly { key: string; label: string }[] = []) =>
    parts.map(({ key, label }) => ({ value: key, label }));
  return (
    <div className="page page-wide">
      <PageHead title="项目亮灯" note={month === null ? '' : `${monthWord(month)}，${rows.data.total} 个`}>
        {month !== null && (
          <MonthSelect
            month={month}
            months={monthsUpTo(choices.data?.data.month ?? month)}
            onChange={(value) => show({ month: value })}
          />
        )}
        <Link to={`/d/${district}/projects/rules`}>亮灯规则</Link>
      </PageHead>
      <div className="bar" role="search">
        <Choice
          label="灯"
          value={light ?? null}
          options={LIGHTS.map((key) => ({ value: key, label: `${LIGHT_LABELS[key]} ${now.lights[key]}` }))}
          onChange={(value) => show({ light: value })}
        />
        <Choice
          label="专项"
          value={search.get('programme')}
          options={named(choices.data?.data.byProgramme)}
          onChange={(value) => show({ programme: value })}
        />
        <Choice
          label="责任单位"
          value={search.get('organisation')}
          options={named(choices.data?.data.byOrganisation)}
          onChange={(value) => show({ organisation: value })}
        />
        <span className="quiet" title={rule.source}>
          按{rule.label}：{rule.text}
        </span>
      </div>
      <FaultLine error={rows.error} onRetry={() => void rows.refetch()} />
      {rows.data.data.length === 0 ? (
        <Empty title="没有符合条件的项目">换一个月份、专项或单位，或者去掉灯的筛选。</Empty>
      ) : (
        <LightsTable
          district={district}
          rows={rows.data.data}
          pages={{ page, size: PAGE_SIZE, total: rows.data.total, onPage: (to) => show({ page: String(to) }) }}
        />
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      placeholder={label}
      className="light-choice"
      popupMatchSelectWidth={false}
      value={value}
      options={options}
      onChange={(chosen: string | undefined) => onChange(chosen ?? '')}
    />
  );
}
