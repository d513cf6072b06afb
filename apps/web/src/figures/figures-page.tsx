import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { addressOf } from '@quantu/people';
import { documentRoutes } from '@quantu/product-documents';
import { Button } from 'antd';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { PageHead } from '../shell/page.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../shell/states.tsx';
import { pageOf, useSearchState } from '../shell/use-search-state.ts';
import { FIGURE_LIGHT_MEANS, FigureLight } from '../shell/figure-parts.tsx';
import { FigureDrawer } from './figure-drawer.tsx';
import { FigureFilters } from './figure-filters.tsx';
import { filterOf } from './filter.ts';
import { FiguresTable } from './figures-table.tsx';
import './figures.css';

const PAGE_SIZE = 50;

/** Every accepted figure of the district: filtered, sorted and paged by the server. */
export function FiguresPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const filter = filterOf(search);
  const page = pageOf(search);
  const figures = useQuery({
    queryKey: ['figures', district, filter, page],
    queryFn: ({ signal }) =>
      call(documentRoutes.listFigures, { params: { district }, query: { ...filter, page, size: PAGE_SIZE }, signal }),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.isChecking ? 3000 : false),
  });
  if (figures.isPending) return <Loading />;
  if (!figures.data) return <Failed error={figures.error} onRetry={() => void figures.refetch()} />;
  const { data: rows, total, units, isChecking } = figures.data;
  const opened = search.get('figure');
  const open = (id: string): void => show({ figure: id, page: search.get('page') ?? '' });
  const isFiltered = ['text', 'unit', 'kind', 'document', 'state'].some((key) => search.has(key));
  return (
    <div className="page">
      <PageHead title="数字" note={`共 ${total} 个`}>
        {total > 0 && (
          <Button
            icon={<DownloadOutlined />}
            href={addressOf(documentRoutes.downloadFigures, { params: { district }, query: filter })}
            download
          >
            下载 Excel 表
          </Button>
        )}
      </PageHead>
      {(total > 0 || isFiltered) && <FigureFilters district={district} search={search} show={show} units={units} />}
      {total > 0 && filter.state !== undefined && (
        <p className="legend">
          <FigureLight state={filter.state} /> <span className="quiet">{FIGURE_LIGHT_MEANS[filter.state]}</span>
        </p>
      )}
      {isChecking && (
        <p className="quiet" role="status">
          台账有较大变化，正在重新核对各个数字，部分状态稍后更新。
        </p>
      )}
      <FaultLine error={figures.error} onRetry={() => void figures.refetch()} />
      {rows.length > 0 ? (
        <FiguresTable
          district={district}
          rows={rows}
          filter={filter}
          pages={{ page, size: PAGE_SIZE, total, onPage: (to) => show({ page: String(to) }) }}
          onSort={(sort, order) => show({ sort, order })}
          onOpen={open}
        />
      ) : isFiltered ? (
        <Empty
          title="没有符合条件的数字"
          action={
            <Button onClick={() => show({ text: '', unit: '', kind: '', document: '', state: '' })}>看全部数字</Button>
          }
        >
          换一个词或单位，或者看全部数字。
        </Empty>
      ) : (
        <Empty title="还没有数字" action={<Link to={`/d/${district}/documents`}>去看报告</Link>}>
          采纳一份报告以后，它的每个数字都在这里，点开就到原文。
        </Empty>
      )}
      {opened !== null && <FigureDrawer district={district} id={opened} onClose={() => open('')} />}
    </div>
  );
}
