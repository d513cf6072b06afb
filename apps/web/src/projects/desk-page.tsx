import { projectRoutes, type Overview } from '@quantu/projects';
import { useQuery } from '@tanstack/react-query';
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOfQuery } from '../shell/as-of.ts';
import { PageHead } from '../shell/page.tsx';
import { useDistrict, useMay } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { useSearchState } from '../shell/use-search-state.ts';
import { CurveChart } from './curve-chart.tsx';
import { Deadlines } from './deadlines.tsx';
import { ByPart } from './by-part.tsx';
import { LightsMap } from './lights-map.tsx';
import { MonthSelect, monthsUpTo } from './month-select.tsx';
import { RedList } from './red-list.tsx';
import { TodoStrip } from '../accountability/waiting/todo-strip.tsx';
import { StandingTiles } from './standing-tiles.tsx';
import { useMonthPart } from './use-month-part.ts';
import { WaterfallChart } from './waterfall-chart.tsx';
import { monthWord } from './words.ts';
import './projects.css';

/** 工作台, one screen: what is red and why, this month against the last, the map, what is due next. Prints on A4. */
export function DeskPage() {
  const district = useDistrict();
  const [, show] = useSearchState();
  const part = useMonthPart();
  const overview = useQuery({
    queryKey: ['projects', district, 'overview', part],
    queryFn: ({ signal }) => call(projectRoutes.overview, { params: { district }, query: part, signal }),
    placeholderData: (before) => before,
  });
  if (overview.isPending) return <Loading />;
  if (!overview.data) return <Failed error={overview.error} onRetry={() => void overview.refetch()} />;
  const { data } = overview.data;
  if (data.month === null) return <NothingYet district={district} />;
  return (
    <div className="page page-wide desk">
      <PageHead title="工作台" note={`城建项目，${monthWord(data.month)}`}>
        <TodoStrip district={district} isShort />
        <MonthSelect month={data.month} months={monthsUpTo(data.month)} onChange={(month) => show({ month })} />
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      </PageHead>
      <StandingTiles overview={data} district={district} />
      <div className="desk-rows">
        <RedList district={district} month={data.month} overview={data} />
        <LightsMap district={district} overview={data} />
        <Charts district={district} overview={data} />
        <ByPart district={district} overview={data} />
        <Deadlines district={district} />
      </div>
      <p className="quiet desk-rule">
        亮灯按{data.rule.label}：{data.rule.text}
      </p>
    </div>
  );
}

function Charts({ district, overview: { month, year } }: { district: string; overview: Overview }) {
  const query = { ...useAsOfQuery(), ...(month === null ? {} : { month }) };
  const waterfall = useQuery({
    queryKey: ['projects', district, 'waterfall', query],
    queryFn: ({ signal }) => call(projectRoutes.waterfall, { params: { district }, query, signal }),
  });
  const curve = useQuery({
    queryKey: ['projects', district, 'curve', query, year],
    queryFn: ({ signal }) => call(projectRoutes.curve, { params: { district }, query: { ...query, year }, signal }),
  });
  return (
    <>
      <section className="panel desk-waterfall">
        {waterfall.data && <WaterfallChart waterfall={waterfall.data.data} height={12} />}
      </section>
      <section className="panel desk-curve">{curve.data && <CurveChart curve={curve.data.data} height={12} />}</section>
    </>
  );
}

function NothingYet({ district }: { district: string }) {
  const may = useMay();
  return (
    <div className="page">
      <PageHead title="工作台" />
      <TodoStrip district={district} />
      <Empty
        title="还没有项目月报"
        action={
          may('reports.fill') ? (
            <Link to={`/d/${district}/registers/city-project`}>去城建项目台账</Link>
          ) : (
            <Link to={`/d/${district}/documents`}>去看报告</Link>
          )
        }
      >
        城建项目进了台账、报了第一个月的进度以后，这里显示哪些项目亮红灯、为什么，以及接下来要到期的事。
      </Empty>
    </div>
  );
}
