import type { MapLayer, Scenario } from '@quantu/plans';
import { Select } from 'antd';
import { useParams } from 'react-router';
import { recordAddress, registerAddress } from '../../shell/catalogue.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { LinkButton } from '../link-button.tsx';
import { writeShown } from '../map-state.ts';
import { mapAddress, useMapLayers, useMayWritePlans } from '../use-plans.ts';
import { VersionDifference } from '../versions/difference.tsx';
import { useVersions, type VersionRow } from '../versions/use-versions.ts';
import { Balance } from './balance.tsx';
import { BeginDialog } from './begin-dialog.tsx';
import { ScenarioTable } from './scenario-table.tsx';
import { useScenarios } from './use-scenarios.ts';
import '../plans.css';
import '../versions/versions.css';

/** The scenarios of a layer: what each is for, how two of them or one and a version differ, adopt or give up. */
export function ScenariosPage() {
  const district = useDistrict();
  const { layer: id = '' } = useParams();
  const mayWrite = useMayWritePlans();
  const layers = useMapLayers();
  const versions = useVersions(id);
  const scenarios = useScenarios(id, mayWrite);
  const layer = layers.data?.data.find((one) => one.id === id);
  if (layers.isPending || versions.isPending) return <Loading />;
  if (!layers.data || !versions.data)
    return <Failed error={layers.error ?? versions.error} onRetry={() => void versions.refetch()} />;
  if (!layer || !mayWrite) {
    return (
      <div className="page">
        <Empty
          title={layer ? '方案只给编制规划的人看' : '没有这个图层'}
          action={<LinkButton to={mapAddress(district)}>回到一张图</LinkButton>}
        >
          {layer ? '方案和草稿一样，是在今天的数据上还没有定下来的东西。' : '它可能已被删去，或者您没有查看它的权限。'}
        </Empty>
      </div>
    );
  }
  if (scenarios.isPending) return <Loading />;
  if (!scenarios.data) return <Failed error={scenarios.error} onRetry={() => void scenarios.refetch()} />;
  const { data } = scenarios.data;
  return (
    <div className="page">
      <Crumbs
        above={[
          [mapAddress(district), '一张图'],
          [registerAddress(district, 'map-layer'), '图层目录'],
          [recordAddress(district, 'map-layer', id), layer.name],
        ]}
      />
      <PageHead title={`${layer.name}：方案`} note="在某一版上试改，可以同时有几个；采纳的进入草稿">
        <LinkButton to={mapAddress(district, `/layers/${id}/versions`)}>版本</LinkButton>
        <BeginDialog layer={layer} versions={versions.data} />
      </PageHead>
      {data.length === 0 ? (
        <Empty title="还没有方案">选一版作底，起个名字，就可以在图上试改，不影响现行版本和草稿。</Empty>
      ) : (
        <>
          <ScenarioTable layer={layer} scenarios={data} />
          <Compared layer={layer} versions={versions.data} scenarios={data} />
        </>
      )}
    </div>
  );
}

interface ComparedProps {
  layer: MapLayer;
  versions: readonly VersionRow[];
  scenarios: readonly Scenario[];
}

function Compared({ layer, versions, scenarios }: ComparedProps) {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const newest = scenarios.find(({ state }) => state === 'open') ?? scenarios[0]!;
  const to = Number(search.get('to') ?? newest.number);
  const from = Number(search.get('from') ?? (layer.version?.number || newest.base));
  const options = [
    ...scenarios.map(({ number, name }) => ({ value: number, label: `方案：${name}` })),
    ...versions
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ number, stateLabel }) => ({ value: number, label: `第 ${number} 版（${stateLabel}）` })),
  ];
  if (from === 0) return <p className="quiet">图层还没有版本，没有可比较的。</p>;
  const side = (version: number): string => writeShown([{ code: layer.code, opacity: 100, version }]);
  return (
    <section aria-label="方案比较">
      <div className="bar version-bar">
        <h2>比较</h2>
        <Select
          aria-label="从哪个"
          popupMatchSelectWidth={false}
          value={from}
          options={options}
          onChange={(number: number) => show({ from: String(number), kind: '' })}
        />
        <span>→</span>
        <Select
          aria-label="到哪个"
          popupMatchSelectWidth={false}
          value={to}
          options={options}
          onChange={(number: number) => show({ to: String(number), kind: '' })}
        />
        <LinkButton to={mapAddress(district, `/compare?a=${side(from)}&b=${side(to)}`)}>左右对照</LinkButton>
      </div>
      {from === to ? (
        <p className="quiet">选两个不同的方案或版本。</p>
      ) : (
        <>
          <VersionDifference layer={layer} from={from} to={to} />
          {layer.shape === 'area' && <Balance layer={layer} from={from} to={to} />}
        </>
      )}
    </section>
  );
}
