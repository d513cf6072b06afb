import type { MapLayer } from '@quantu/plans';
import { useParams, useSearchParams } from 'react-router';
import { useAsOf } from '../../shell/as-of.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { useTitle } from '../../shell/page.tsx';
import { useDistrict, useMay } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useMap } from '../../map/use-map.ts';
import { LinkButton } from '../link-button.tsx';
import { Coordinates } from '../one-map/coordinates.tsx';
import { mapAddress, useMapLayers } from '../use-plans.ts';
import { usePlanLayers } from '../use-plan-layers.ts';
import { EditPanel } from './edit-panel.tsx';
import { EditTools } from './edit-tools.tsx';
import { useEditMap } from './use-edit-map.ts';
import { useEditor } from './use-editor.ts';
import '../plans.css';
import './edit.css';
import '../../map/map.css';

/** A layer's draft, drawn: corners that neighbours share move together. */
export function EditPage() {
  const { layer: id = '' } = useParams();
  const [search] = useSearchParams();
  const district = useDistrict();
  const may = useMay();
  const asOf = useAsOf();
  const layers = useMapLayers();
  const layer = layers.data?.data.find((one) => one.id === id);
  useTitle(layer ? `编辑 ${layer.name}` : '编辑图层');
  if (layers.isPending) return <Loading />;
  if (!layers.data) return <Failed error={layers.error} onRetry={() => void layers.refetch()} />;
  if (!layer || !may('plans.write') || asOf !== null) {
    return (
      <div className="page">
        <Empty
          title={layer ? '不能编辑' : '没有这个图层'}
          action={<LinkButton to={mapAddress(district)}>回到一张图</LinkButton>}
        >
          {layer ? '只有能导入和发布图层的人，在今天的数据上可以编辑。' : '它可能已被删去，或者您没有查看它的权限。'}
        </Empty>
      </div>
    );
  }
  const wanted = Number(search.get('scenario') ?? 0);
  const scenario = layer.scenarios.find(({ number }) => number === wanted) ?? null;
  if (wanted !== 0 && scenario === null) {
    return (
      <div className="page">
        <Empty
          title="这个方案不能编辑"
          action={<LinkButton to={mapAddress(district, `/layers/${id}/scenarios`)}>看全部方案</LinkButton>}
        >
          它可能已被采纳或放弃，放弃了的可以先恢复。
        </Empty>
      </div>
    );
  }
  const base = scenario?.number ?? layer.drafts[0]?.number ?? layer.version?.number ?? 0;
  // Another version is another piece of work.
  return <Editing key={`${layer.id}-${base}`} layer={layer} base={base} />;
}

function Editing({ layer, base }: { layer: MapLayer; base: number }) {
  const district = useDistrict();
  const { frame, map, problem } = useMap({ doubleClickZoom: false, boxZoom: false });
  const editor = useEditor(map, district, layer, base);
  // The whole layer lies below, pale, while there are too many features in view to be drawn one by one.
  const isBelow = editor.notice !== null && base !== 0;
  usePlanLayers(map, district, isBelow ? [{ layer, version: base, opacity: 45 }] : []);
  useEditMap(map, editor);
  return (
    <div className="one-map edit-page">
      <div className="map-middle">
        <div className="map-tools">
          <Crumbs above={[[mapAddress(district, `/layers/${layer.id}/versions`), layer.name]]} />
          <h1>编辑</h1>
          <EditTools editor={editor} />
        </div>
        <div className="map-row">
          <div className="map-paper">
            {problem !== null && <p className="problem">{problem}</p>}
            <div
              ref={frame}
              className={editor.mode === 'select' ? 'map-sheet' : 'map-sheet map-drawing'}
              role="application"
              aria-label={`在图上编辑${layer.name}`}
            />
            {editor.notice !== null && <p className="map-draft-strip">{editor.notice}</p>}
            <Coordinates map={map} />
          </div>
          <EditPanel editor={editor} />
        </div>
      </div>
    </div>
  );
}
