import { spatialImportRoutes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { ImportCards } from '../../imports/import-cards.tsx';
import { call } from '../../shell/api.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { Pages } from '../../shell/pages.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useDrop } from '../../shell/use-drop.ts';
import { pageOf } from '../../shell/use-search-state.ts';
import { mapAddress, plansKey } from '../use-plans.ts';
import { featuresText, IMPORT_WORDS } from './import-words.ts';
import { useStartImport } from './use-start-import.ts';
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
      <Crumbs above={[[mapAddress(district), '一张图']]} />
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
      <ImportCards
        rows={rows}
        words={IMPORT_WORDS}
        pages={mapAddress(district, '/imports')}
        counts={({ counts }) => featuresText(counts)}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} onPage={(to) => setSearch({ page: String(to) })} />
      {isOver && <div className="drop-veil">松开鼠标，开始识别</div>}
    </div>
  );
}
