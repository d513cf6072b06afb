import { blackline, reportRoutes, type ReportText } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { reportAddress, reportsAddress } from '../addresses.ts';
import { reportKey } from '../desk.ts';
import { BlacklinePaper } from './blackline-paper.tsx';
import '../reports.css';
import '../paper.css';

/** 花脸稿: two versions of a report as one text in which every difference is marked. The same twice: that version. */
export function VersionsPage() {
  const district = useDistrict();
  const report = useParams()['report'] ?? '';
  const [search, setSearch] = useSearchParams();
  const numberOf = (key: string): number => Number(/^\d{1,9}$/.exec(search.get(key) ?? '')?.[0] ?? 0);
  const [from, to] = [numberOf('from'), numberOf('to')];
  const params = { district, report };
  const versions = useQuery({
    queryKey: [...reportKey(district, report), 'versions'],
    queryFn: ({ signal }) => call(reportRoutes.versions, { params, signal }),
  });
  const before = useVersionText(district, report, from);
  const after = useVersionText(district, report, to);
  const error = versions.error ?? before.error ?? after.error;
  if (error) return <Failed error={error} onRetry={() => void versions.refetch()} />;
  if (!versions.data || !before.data || !after.data) return <Loading />;
  const options = [
    { value: 0, label: '现在' },
    ...versions.data.data.map(({ number, name, madeAt }) => ({ value: number, label: `${name}（${moment(madeAt)}）` })),
  ];
  const choose = (key: 'from' | 'to') => (value: number) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      next.set(key, String(value));
      return next;
    });
  const title = from === to ? (options.find(({ value }) => value === to)?.label ?? '') : '花脸稿';
  return (
    <div className="page">
      <Crumbs
        above={[
          [reportsAddress(district), '起草报告'],
          [reportAddress(district, report), after.data.data.head.title.join('')],
        ]}
      />
      <PageHead title={title}>
        <Select
          aria-label="从哪个版本"
          value={from}
          options={options}
          popupMatchSelectWidth={false}
          onChange={choose('from')}
        />
        到
        <Select
          aria-label="到哪个版本"
          value={to}
          options={options}
          popupMatchSelectWidth={false}
          onChange={choose('to')}
        />
        <Button onClick={() => window.print()}>打印</Button>
      </PageHead>
      <Compared before={before.data.data} after={after.data.data} isOne={from === to} />
    </div>
  );
}

function Compared({ before, after, isOne }: { before: ReportText; after: ReportText; isOne: boolean }) {
  const lines = useMemo(() => blackline(before, after), [before, after]);
  return (
    <>
      {!isOne && (
        <p className="blackline-key">
          {lines.isSame ? (
            '两个版本一字不差。'
          ) : (
            <>
              <ins>增加的文字</ins>　<del>删去的文字</del>　<span className="moved">移动的段落</span>
            </>
          )}
        </p>
      )}
      <BlacklinePaper head={after.head} lines={lines} />
    </>
  );
}

const useVersionText = (district: string, report: string, version: number) =>
  useQuery({
    queryKey: [...reportKey(district, report), 'text', version],
    queryFn: ({ signal }) => call(reportRoutes.versionText, { params: { district, report, version }, signal }),
    // A version never changes; the text as it stands now does.
    staleTime: version === 0 ? 0 : Infinity,
  });
