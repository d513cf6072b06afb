import { Select } from 'antd';
import { useParams } from 'react-router';
import { registerAddress, recordAddress } from '../../shell/catalogue.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { LinkButton } from '../link-button.tsx';
import { mapAddress, useMapLayers, useMayWritePlans } from '../use-plans.ts';
import { VersionDifference } from './difference.tsx';
import { useVersions, type VersionRow } from './use-versions.ts';
import { VersionTable } from './version-table.tsx';
import '../plans.css';
import './versions.css';

/** The versions of a layer: what each is, how two of them differ, publish and withdraw. */
export function VersionsPage() {
  const district = useDistrict();
  const { layer: id = '' } = useParams();
  const layers = useMapLayers();
  const versions = useVersions(id);
  const mayWrite = useMayWritePlans();
  const layer = layers.data?.data.find((one) => one.id === id);
  if (layers.isPending || versions.isPending) return <Loading />;
  if (!layers.data || !versions.data)
    return <Failed error={layers.error ?? versions.error} onRetry={() => void versions.refetch()} />;
  if (!layer) {
    return (
      <div className="page">
        <Empty title="没有这个图层" action={<LinkButton to={mapAddress(district)}>回到一张图</LinkButton>}>
          它可能已被删去，或者您没有查看它的权限。
        </Empty>
      </div>
    );
  }
  return (
    <div className="page">
      <Crumbs
        above={[
          [mapAddress(district), '一张图'],
          [registerAddress(district, 'map-layer'), '图层目录'],
          [recordAddress(district, 'map-layer', id), layer.name],
        ]}
      />
      <PageHead title={`${layer.name}：版本`} note={`${layer.categoryLabel} · ${layer.code}`}>
        <LinkButton to={mapAddress(district, `?on=${layer.code}`)}>在图上看</LinkButton>
        {mayWrite && (
          <LinkButton to={mapAddress(district, `/layers/${id}/scenarios`)}>方案 {layer.scenarios.length}</LinkButton>
        )}
        {mayWrite && <LinkButton to={mapAddress(district, `/layers/${id}/edit`)}>编辑</LinkButton>}
      </PageHead>
      {versions.data.length === 0 ? (
        <Empty title="还没有版本" action={<LinkButton to={mapAddress(district, '/imports')}>导入空间数据</LinkButton>}>
          导入一个文件，或者直接编辑，就有第一版草稿。
        </Empty>
      ) : (
        <>
          <VersionTable layer={layer} versions={versions.data} mayWrite={mayWrite} />
          <TwoVersions layer={layer} versions={versions.data} />
        </>
      )}
    </div>
  );
}

function TwoVersions({
  layer,
  versions,
}: {
  layer: NonNullable<ReturnType<typeof useMapLayers>['data']>['data'][number];
  versions: readonly VersionRow[];
}) {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const readable = versions.filter(({ state }) => state !== 'withdrawn');
  const to = Number(search.get('to') ?? readable[0]?.number ?? 0);
  const before = readable.find(({ number }) => number < to) ?? readable.at(-1);
  const from = Number(search.get('from') ?? before?.number ?? 0);
  if (readable.length < 2) return <p className="quiet">只有一个版本，没有可比较的。</p>;
  const options = readable.map(({ number, stateLabel }) => ({
    value: number,
    label: `第 ${number} 版（${stateLabel}）`,
  }));
  return (
    <section aria-label="版本差异">
      <div className="bar version-bar">
        <h2>版本差异</h2>
        <Select
          aria-label="从哪一版"
          value={from}
          options={options}
          onChange={(number: number) => show({ from: String(number), kind: '' })}
        />
        <span>→</span>
        <Select
          aria-label="到哪一版"
          value={to}
          options={options}
          onChange={(number: number) => show({ to: String(number), kind: '' })}
        />
        <LinkButton to={mapAddress(district, `/compare?a=${layer.code}.100.v${from}&b=${layer.code}.100.v${to}`)}>
          左右对照
        </LinkButton>
      </div>
      {from === to ? (
        <p className="quiet">选两个不同的版本。</p>
      ) : (
        <VersionDifference layer={layer} from={from} to={to} />
      )}
    </section>
  );
}
