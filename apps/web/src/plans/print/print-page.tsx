import type { MapLayer } from '@quantu/plans';
import { Crumbs } from '../../shell/crumbs.tsx';
import { useTitle } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { usePlainMap } from '../../map/use-map.ts';
import { Coordinates } from '../one-map/coordinates.tsx';
import { mapAddress, useMapLayers } from '../use-plans.ts';
import { SheetForm } from './sheet-form.tsx';
import { useSheet } from './use-sheet.ts';
import '../plans.css';
import './print.css';
import '../../map/map.css';

/** A sheet to scale: move the map under the frame, choose paper and scale, take the PDF. */
export function PrintPage() {
  useTitle('打印出图');
  const layers = useMapLayers();
  if (layers.isPending) return <Loading />;
  if (!layers.data) return <Failed error={layers.error} onRetry={() => void layers.refetch()} />;
  return <Sheet layers={layers.data.data} />;
}

function Sheet({ layers }: { layers: readonly MapLayer[] }) {
  const district = useDistrict();
  const { frame, map, problem } = usePlainMap();
  const sheet = useSheet(map, layers);
  return (
    <div className="one-map print-page">
      <aside className="map-list" aria-label="图幅">
        <Crumbs above={[[mapAddress(district), '一张图']]} />
        <h1>打印出图</h1>
        <SheetForm sheet={sheet} />
        <FaultLine error={sheet.error} />
      </aside>
      <div className="map-paper">
        {problem !== null && <p className="problem">{problem}</p>}
        <div ref={frame} className="map-sheet" role="region" aria-label="图幅位置" />
        <p className="map-draft-strip print-says">移动地图选位置，红框是图幅</p>
        <Coordinates map={map} />
      </div>
    </div>
  );
}
