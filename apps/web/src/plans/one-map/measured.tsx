import { areaM2, geodesicM, lengthM, type Position } from '@quantu/geometry';
import { Button } from 'antd';
import { fewest, geometryOf } from '../../map/draw.ts';
import { areaUnits, lengthText } from '../words.ts';
import { Parts } from '../../shell/parts.tsx';
import type { OneMapHere } from './use-one-map.ts';

/** Distance along the ellipsoid, or the ellipsoid area of what was drawn. */
export function Measured({ here, kind }: { here: OneMapHere; kind: 'line' | 'area' }) {
  const { corners, isDrawing } = here;
  const howTo = isDrawing
    ? kind === 'line'
      ? '在图上依次点出各点，双击结束。'
      : '在图上依次点出各角，双击闭合。'
    : '拖动圆点调整，双击圆点删去。';
  return (
    <>
      <p className="quiet">{howTo}</p>
      <Result corners={corners} kind={kind} />
      <DrawActs here={here} kind={kind} />
    </>
  );
}

function Result({ corners, kind }: { corners: OneMapHere['corners']; kind: 'line' | 'area' }) {
  const shape = geometryOf(kind, corners);
  const [last, before] = [corners.at(-1), corners.at(-2)];
  if (!last || !before) return null;
  if (kind === 'line') {
    const line = { type: 'LineString', coordinates: corners } as const;
    return (
      <Parts
        parts={[
          ['总长', <b key="all">{lengthText(lengthM(line))}</b>],
          ['最后一段', lengthText(geodesicM(last, before))],
          ['点数', String(corners.length)],
        ]}
      />
    );
  }
  if (!shape) return null;
  const area = areaM2({ type: 'Polygon', coordinates: [closed(corners)] });
  const around = lengthM({ type: 'LineString', coordinates: closed(corners) });
  return (
    <>
      <Parts
        parts={[
          ...areaUnits(area).map(({ unit, text }) => [unit, <b key={unit}>{text}</b>] as [string, React.ReactNode]),
          ['周长', lengthText(around)],
        ]}
      />
      <p className="quiet">椭球面积，CGCS2000 椭球</p>
    </>
  );
}

const closed = (corners: OneMapHere['corners']): Position[] => [...corners, corners[0]!];

/** Ends what is being drawn, or begins anew; a double click is not everybody's. */
export function DrawActs({ here, kind }: { here: OneMapHere; kind: 'line' | 'area' }) {
  const { corners, isDrawing } = here;
  const end = (): void => {
    here.setDrawing(false);
    here.show({ drawn: corners });
  };
  const anew = (): void => {
    here.setCorners([]);
    here.setDrawing(true);
    here.show({ drawn: [] });
  };
  return (
    <p className="map-acts">
      {isDrawing && (
        <Button type="primary" disabled={corners.length < fewest(kind)} onClick={end}>
          画完了
        </Button>
      )}
      {isDrawing && (
        <Button disabled={corners.length === 0} onClick={() => here.setCorners(corners.slice(0, -1))}>
          退一点
        </Button>
      )}
      <Button disabled={corners.length === 0} onClick={anew}>
        重画
      </Button>
    </p>
  );
}
