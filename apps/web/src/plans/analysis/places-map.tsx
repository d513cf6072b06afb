import { CONFLICT_KINDS, type OverlayRun } from '@quantu/plans';
import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { fit, type MapLibre } from '../../map/maplibre.ts';
import { useMap } from '../../map/use-map.ts';
import { FaultLine } from '../../shell/states.tsx';
import { mapAddress } from '../use-plans.ts';
import { areaText } from '../words.ts';
import { KIND_COLOURS } from './kinds.ts';
import { usePlaces, type PlaceProperties, type Places } from './use-places.ts';
import '../../map/map.css';

type GeoJson = Exclude<Parameters<GeoJSONSource['setData']>[0], string>;

const SOURCE = 'places';
const MOST_LISTED = 200;

interface Props {
  run: OverlayRun;
  params: { district: string; run: string };
  box: readonly number[] | null;
}

/** Every conflict of a run on the map in the colour of its kind, and the largest of them as a list. */
export function PlacesMap({ run, params, box }: Props) {
  const { frame, map, problem } = useMap();
  const [picked, setPicked] = useState<string | null>(null);
  const places = usePlaces(run.id, params);
  const features = places.data?.features;
  useEffect(() => {
    if (map && places.data) put(map, places.data);
  }, [map, places.data]);
  const boxText = JSON.stringify(box);
  useEffect(() => {
    if (map) fit(map, JSON.parse(boxText) as Props['box'], 17);
  }, [map, boxText]);
  useEffect(() => {
    if (!map) return undefined;
    const pick = (event: { point: { x: number; y: number } }): void => {
      const [hit] = map.getLayer(`${SOURCE}-fill`)
        ? map.queryRenderedFeatures([event.point.x, event.point.y], { layers: [`${SOURCE}-fill`] })
        : [];
      setPicked(hit ? String(hit.properties['number']) : null);
    };
    map.on('click', pick);
    return () => {
      map.off('click', pick);
    };
  }, [map]);
  const shown = features?.find(({ properties }) => properties.number === picked) ?? null;
  return (
    <section aria-label="差异图斑地图" className="overlay-map">
      <FaultLine error={places.error} onRetry={() => void places.refetch()} />
      {problem !== null && <p className="quiet">{problem}</p>}
      <div ref={frame} className="map-frame map-large" role="region" aria-label="差异图斑位置图" />
      {shown && (
        <p className="overlay-picked" role="status">
          <PlaceLine place={shown.properties} district={params.district} />
        </p>
      )}
      {features && features.length > 0 && (
        <details open={features.length <= 20}>
          <summary>
            图斑清单
            {features.length > MOST_LISTED
              ? `（最大的 ${MOST_LISTED} 个，共 ${features.length} 个）`
              : ` ${features.length} 个`}
          </summary>
          <ol className="overlay-list">
            {features.slice(0, MOST_LISTED).map(({ properties }) => (
              <li key={properties.number}>
                <PlaceLine place={properties} district={params.district} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function PlaceLine({ place, district }: { place: PlaceProperties; district: string }) {
  const { id, number, title, kind, town, areaM2, yields } = place;
  return (
    <>
      <span className="swatch" style={{ background: KIND_COLOURS[kind] }} />{' '}
      {id === null ? <b>{number}</b> : <Link to={mapAddress(district, `/conflicts/${id}`)}>{number}</Link>} {title}{' '}
      <span className="quiet">
        {town !== null && `${town} · `}
        {areaText(areaM2)} · {yields}
      </span>
    </>
  );
}

function put(map: MapLibre, places: Places): void {
  // A geometry of the contract is what GeoJSON calls one.
  const data = places as unknown as GeoJson;
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    source.setData(data);
    return;
  }
  const pairs = CONFLICT_KINDS.flatMap((kind) => [kind, KIND_COLOURS[kind]]);
  // The expression's type wants at least one pair spelled out.
  const colour = ['match', ['get', 'kind'], ...pairs, '#5f6b73'] as unknown as ExpressionSpecification;
  map.addSource(SOURCE, { type: 'geojson', data, tolerance: 0 });
  map.addLayer({
    id: `${SOURCE}-fill`,
    type: 'fill',
    source: SOURCE,
    paint: { 'fill-color': colour, 'fill-opacity': 0.45 },
  });
  map.addLayer({
    id: `${SOURCE}-line`,
    type: 'line',
    source: SOURCE,
    paint: { 'line-color': colour, 'line-width': 1.5 },
  });
  map.addLayer({
    id: `${SOURCE}-label`,
    type: 'symbol',
    source: SOURCE,
    minzoom: 14,
    layout: { 'text-field': ['get', 'number'], 'text-size': 11 },
    paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
  });
}
