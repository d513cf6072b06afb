import type { MapLayer } from '@quantu/plans';
import { Tabs } from 'antd';
import { Link } from 'react-router';
import { mapAddress, useMayWritePlans } from '../use-plans.ts';
import { withLayer } from '../lying.ts';
import { BasemapChoice } from './basemap-choice.tsx';
import { LyingLayers } from './lying-layers.tsx';
import type { OneMapHere } from './use-one-map.ts';

/** The layers of the district by the four classes of GB/T 39972, and those that lie on the map with their legend. */
export function LayerPane({ here }: { here: OneMapHere }) {
  return (
    <Tabs
      className="layer-tabs"
      items={[
        { key: 'catalogue', label: '目录', children: <Catalogue here={here} /> },
        { key: 'lying', label: `叠放与图例 ${here.lying.length}`, children: <LyingLayers here={here} /> },
      ]}
    />
  );
}

function Catalogue({ here }: { here: OneMapHere }) {
  const groups = groupsOf(here.layers);
  const mayWrite = useMayWritePlans();
  return (
    <>
      {groups.map(({ label, layers }) => (
        <section key={label} aria-label={label}>
          <h3 className="layer-group">
            {label}
            <span className="quiet">{layers.length}</span>
          </h3>
          <ul>
            {layers.map((layer) => (
              <CatalogueRow key={layer.id} layer={layer} here={here} />
            ))}
          </ul>
        </section>
      ))}
      <BasemapChoice />
      <p className="layer-foot">
        <Link to={`/d/${here.district}/registers/map-layer`}>图层目录台账</Link>
        <Link to={mapAddress(here.district, '/overlays')}>叠加分析</Link>
        {mayWrite && <Link to={mapAddress(here.district, '/imports')}>导入空间数据</Link>}
      </p>
    </>
  );
}

function CatalogueRow({ layer, here }: { layer: MapLayer; here: OneMapHere }) {
  const { shown } = here;
  const isShown = shown.some(({ code }) => code === layer.code);
  const draft = layer.drafts[0];
  const isEmpty = layer.version === null && !draft;
  const toggle = (): void => {
    if (isShown) {
      here.show({ shown: shown.filter(({ code }) => code !== layer.code) });
      return;
    }
    const next = withLayer(here.layers, shown, layer.code);
    // A layer that has only a draft is shown as that draft, which says so.
    const named = layer.version === null && draft ? draft.number : null;
    here.show({ shown: next.map((one) => (one.code === layer.code ? { ...one, version: named } : one)) });
  };
  return (
    <li className="layer-row">
      <label className={isEmpty ? 'is-empty' : undefined}>
        <input type="checkbox" checked={isShown && !isEmpty} disabled={isEmpty} onChange={toggle} />
        <span>{layer.name}</span>
      </label>
      <span className="layer-state quiet">
        {layer.version === null ? '没有发布' : `第 ${layer.version.number} 版`}
        {layer.version?.publishedOn && ` · ${layer.version.publishedOn}`}
        {draft && <span className="watch-word">　▲ 有草稿</span>}
      </span>
    </li>
  );
}

const ORDER = ['present', 'plan', 'management', 'society'];

function groupsOf(layers: readonly MapLayer[]): { readonly label: string; readonly layers: readonly MapLayer[] }[] {
  const groups = new Map<string, MapLayer[]>();
  for (const layer of layers) groups.set(layer.category, [...(groups.get(layer.category) ?? []), layer]);
  const place = (category: string): number => (ORDER.includes(category) ? ORDER.indexOf(category) : ORDER.length);
  return [...groups]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([, layers]) => ({ label: layers[0]!.categoryLabel, layers }));
}
