import { accountabilityRoutes, type Statistics } from '@quantu/accountability';
import { addressOf } from '@quantu/people';
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { recordAddress, registerAddress } from '../../shell/catalogue.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { StatisticSheet } from './statistic-sheet.tsx';
import './statistics.css';

/** 办理统计: a year beside another, every rate with its formula, every number one click from its rows. */
export function StatisticsPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const year = search.get('year');
  const before = search.get('before');
  const kind = search.get('kind');
  const query = {
    ...useAsOfQuery(),
    ...(year === null ? {} : { year: Number(year) }),
    ...(before === null ? {} : { before: Number(before) }),
    ...(kind === null ? {} : { kind }),
  };
  const answer = useQuery({
    queryKey: ['reviews', district, 'statistics', query],
    queryFn: ({ signal }) => call(accountabilityRoutes.statistics, { params: { district }, query, signal }),
    placeholderData: (old) => old,
  });
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data } = answer.data;
  return (
    <div className="page page-wide">
      <PageHead title="办理统计" note={`${data.year} 年，与 ${data.before} 年对比`}>
        <YearSelect label="年份" value={data.year} years={data.years} onChange={(next) => show({ year: next })} />
        <YearSelect
          label="对比年份"
          value={data.before}
          years={data.years}
          onChange={(next) => show({ before: next })}
        />
        <Select
          aria-label="建议类别"
          value={kind ?? ''}
          popupMatchSelectWidth={false}
          options={[{ value: '', label: '全部类别' }, ...data.kinds.map(({ code, label }) => ({ value: code, label }))]}
          onChange={(next) => show({ kind: next })}
        />
        <Button
          icon={<DownloadOutlined />}
          href={addressOf(accountabilityRoutes.statisticsFile, { params: { district }, query })}
        >
          下载 Excel
        </Button>
      </PageHead>
      <CountingRule district={district} rule={data.rule} />
      {data.tables.map((table) => (
        <StatisticSheet key={table.key} district={district} table={table} years={[data.year, data.before]} />
      ))}
    </div>
  );
}

function YearSelect(props: {
  label: string;
  value: number;
  years: readonly number[];
  onChange: (year: string) => void;
}) {
  const { label, value, years, onChange } = props;
  const offered = [...new Set([...years, value, value - 1])].sort((a, b) => b - a);
  return (
    <Select
      aria-label={label}
      value={String(value)}
      popupMatchSelectWidth={false}
      options={offered.map((year) => ({ value: String(year), label: `${label === '年份' ? '' : '对比 '}${year} 年` }))}
      onChange={onChange}
    />
  );
}

function CountingRule({ district, rule }: { district: string; rule: Statistics['rule'] }) {
  return (
    <p className="quiet statistic-rule">
      口径：{rule.text}。依据：{rule.source}。
      <Link
        to={
          rule.record === null
            ? registerAddress(district, 'review-statistic')
            : recordAddress(district, 'review-statistic', rule.record)
        }
      >
        办理统计口径
      </Link>
    </p>
  );
}
