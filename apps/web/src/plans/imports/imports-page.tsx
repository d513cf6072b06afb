import { spatialImportRoutes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { Pages } from '../../shell/pages.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useDrop } from '../../shell/use-drop.ts';
import { pageOf } from '../../shell/use-search-state.ts';
import { mapAddress, plansKey } from '../use-plans.ts';
import { countsText, STATE_LIGHTS, STATE_WORDS } from './import-words.ts';
import { useStartImport } from './use-start-import.tsx';
import '../plans.css';
import './imports.css';

const PAGE_SIZE = 30;
const WELCOME =
  'Shapefile（打成 zip）、File Geodatabase（zip）、GeoPackage、GeoJSON、KML/KMZ、DXF、带坐标的 csv/Excel、报件坐标 txt、OSM PBF';

/** Every import of spatial files, and the place where the next one begins. */
export function SpatialImportsPage() {
  const district = useDistrict();
  const [search, setSearch] = useSearchParams();
  const page = pageOf(search);
  const { choose, start, isSending, notice } = useStartImport();
  const isOver = useDrop(true, start);
  const imports = useQuery({
    queryKey: [...plansKey(district), 'imports', page],
    queryFn: ({ signal }) =>
      call(spatialImportRoutes.imports, { params: { district }, query: { page, size: PAGE_SIZE }, signal }),
  });
  if (imports.isPending) return <Loading />;
  if (!imports.data) return <Failed error={imports.error} onRetry={() => void imports.refetch()} />;
  const { data: rows, total } = imports.data;
  return (
    <div className="page">
      <nav className="crumbs" aria-label="位置">
        <Link to={mapAddress(district)}>一张图</Link>
      </nav>
      <PageHead title="导入空间数据" note={total > 0 ? `共 ${total} 次` : undefined}>
        <Button type="primary" loading={isSending} onClick={choose}>
          选择文件
        </Button>
      </PageHead>
      {notice}
      {total === 0 ? (
        <Empty
          title="把文件拖到这里"
          action={
            <Button type="primary" loading={isSending} onClick={choose}>
              选择文件
            </Button>
          }
        >
          {WELCOME}。先识别坐标系和字段，在地图上看过、试运行过再写成草稿，发布以后才影响一张图，也可以整体撤销。
        </Empty>
      ) : (
        <p className="quiet">可以把文件拖到这一页：{WELCOME}。</p>
      )}
      <ul className="cards import-list">
        {rows.map((one) => (
          <li key={one.id}>
            <Link className="card import-card" to={mapAddress(district, `/imports/${one.id}`)}>
              <span className="card-title">{one.fileName}</span>
              <Light kind={STATE_LIGHTS[one.state] ?? 'plain'} word={STATE_WORDS[one.state]} />
              <span>{countsText(one.counts)}</span>
              <span className="quiet">
                {one.by} · {moment(one.at)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Pages page={page} size={PAGE_SIZE} total={total} onPage={(to) => setSearch({ page: String(to) })} />
      {isOver && <div className="drop-veil">松开鼠标，开始识别</div>}
    </div>
  );
}
