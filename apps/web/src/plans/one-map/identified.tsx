import { mapRoutes, type Hit } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { boxOf } from '@quantu/geometry';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { call } from '../../shell/api.ts';
import { recordAddress } from '../../shell/catalogue.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { fit } from '../../map/maplibre.ts';
import { putShapes } from '../overlay-shapes.ts';
import { mapAddress, plansKey } from '../use-plans.ts';
import { areaUnits, attributeText, degreesText, versionText, zoneText } from '../words.ts';
import type { OneMapHere } from './use-one-map.ts';

const PICKED = '#c7000b';
const PIXELS = 6;

/** Every feature at the place, through all layers that lie on the map; or the one that was searched for. */
export function Identified({ here }: { here: OneMapHere }) {
  const { map, state } = here;
  const hits = useHits(here);
  const text = JSON.stringify(hits.data?.map(({ shape }) => shape) ?? []);
  useEffect(() => {
    if (!map) return undefined;
    const shapes = (JSON.parse(text) as Hit['shape'][]).map((shape, i) => ({ shape, colour: PICKED, isBare: i > 0 }));
    const place = state.pick ? [{ shape: { type: 'Point', coordinates: state.pick } as const, colour: PICKED }] : [];
    putShapes(map, 'picked', [...shapes, ...place]);
    return () => putShapes(map, 'picked', []);
  }, [map, text, state.pick]);
  return (
    <>
      {state.pick && <Place at={state.pick} />}
      <FaultLine error={hits.error} onRetry={() => void hits.refetch()} />
      {hits.isPending && <Loading />}
      {hits.data?.length === 0 && <p>这里没有已显示图层的要素。在“图层”里打开更多图层再点。</p>}
      {hits.data?.map((hit) => (
        <HitCard key={`${hit.layer}-${hit.key}`} hit={hit} here={here} />
      ))}
    </>
  );
}

function useHits({ district, state, lying, layers, map }: OneMapHere) {
  const asOf = useAsOfQuery();
  const { pick, open } = state;
  // Each in the version that is drawn: a draft, a scenario, a version of the past.
  const ids = lying
    .map(({ layer, version }) => `${layer.id}@${version}`)
    .sort()
    .join();
  const opened = lying.find(({ layer }) => layer.code === open?.code);
  const openedId = opened?.layer.id ?? layers.find(({ code }) => code === open?.code)?.id ?? '';
  return useQuery({
    queryKey: [...plansKey(district), 'hits', open ?? pick, open ? opened?.version : ids, asOf],
    queryFn: async ({ signal }): Promise<Hit[]> => {
      if (open) {
        const version = opened ? { version: opened.version } : {};
        const params = { district, layer: openedId };
        const { data } = await call(mapRoutes.feature, { params, query: { key: open.key, ...version }, signal });
        return [data];
      }
      if (!pick || ids === '') return [];
      const [lon, lat] = pick;
      const metres = map ? (78_271.5 * Math.cos((lat * Math.PI) / 180) * PIXELS) / 2 ** map.getZoom() : 10;
      const query = { lon, lat, toleranceM: Math.min(5000, Math.round(metres * 10) / 10), layers: ids, ...asOf };
      const { data } = await call(mapRoutes.identify, { params: { district }, query, signal });
      // The smallest says most about a place; what bounds the whole district comes last.
      return [...data].sort((a, b) => a.areaM2 - b.areaM2);
    },
  });
}

function Place({ at }: { at: readonly [number, number] }) {
  const { message } = App.useApp();
  const zone = zoneText(at);
  return (
    <p className="map-place">
      {degreesText(at)}（CGCS2000 经纬度）
      {zone !== null && <span>{zone} 米</span>}
      <Button
        size="small"
        type="link"
        onClick={() =>
          void navigator.clipboard
            ?.writeText(degreesText(at))
            .then(() => message.success('坐标已复制'))
            .catch(() => message.info(degreesText(at)))
        }
      >
        复制坐标
      </Button>
    </p>
  );
}

/** Code and name, the code once. */
const classText = ({ code, codeLabel }: Hit): string =>
  codeLabel === null ? (code ?? '') : codeLabel.startsWith(code ?? '') ? codeLabel : `${code} ${codeLabel}`;

function HitCard({ hit, here }: { hit: Hit; here: OneMapHere }) {
  const { district, map } = here;
  const layer = here.layers.find(({ id }) => id === hit.layer);
  const attributes = Object.entries(hit.attributes);
  return (
    <section className="hit" aria-label={`${hit.layerName}：${hit.name ?? hit.codeLabel ?? hit.key}`}>
      <h3>
        {hit.name ?? hit.codeLabel ?? hit.key}
        <span className="quiet">　{hit.layerName}</span>
      </h3>
      <dl className="hit-parts">
        {hit.code !== null && (
          <div>
            <dt>分类</dt>
            <dd>{classText(hit)}</dd>
          </div>
        )}
        {hit.areaM2 > 0 && (
          <div>
            <dt>面积</dt>
            <dd>
              {areaUnits(hit.areaM2).map(({ unit, text }) => (
                <span key={unit} className="hit-area">
                  {text} {unit}
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>编号</dt>
          <dd>{hit.key}</dd>
        </div>
        <div>
          <dt>版本</dt>
          <dd>
            {versionText(layer, hit.version)}
            {layer?.version?.number === hit.version && layer.version.publishedOn !== null
              ? `（${layer.version.publishedOn} 发布）`
              : ''}
          </dd>
        </div>
      </dl>
      {attributes.length > 0 && (
        <details open={attributes.length <= 8}>
          <summary>全部属性 {attributes.length} 项</summary>
          <dl className="hit-parts">
            {attributes.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{attributeText(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <p className="map-acts">
        <Button size="small" disabled={!map} onClick={() => map && fit(map, boxOf(hit.shape), 18)}>
          看全貌
        </Button>
        <Link to={recordAddress(district, 'map-layer', hit.layer)}>图层</Link>
        <Link to={mapAddress(district, `/layers/${hit.layer}/versions`)}>版本</Link>
        {layer?.plan && <Link to={recordAddress(district, 'plan', layer.plan.id)}>{layer.plan.name}</Link>}
      </p>
    </section>
  );
}
