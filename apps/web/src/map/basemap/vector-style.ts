import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

/** What a layer of vector tiles shows, by the names that Protomaps, OpenMapTiles and Shortbread give. */
const KINDS = [
  ['land', /^(earth|land)$/],
  ['green', /^(landcover|park|parks|natural|globallandcover)$/],
  ['use', /^(landuse|landuse_overlay|sites?|street_polygons|aeroway)$/],
  ['water', /^(water|ocean|lakes?|water_polygons|physical_polygon)$/],
  ['river', /^(waterway|waterways|water_lines|physical_line)$/],
  ['building', /^buildings?$/],
  ['road', /^(roads?|streets|transportation|transit)$/],
  ['boundary', /^(boundary|boundaries|admin)$/],
  ['place', /^(places?|place_labels)$/],
  // Words and signs that would only crowd what lies above.
  ['nothing', /(labels?|_name|name|housenumber|addresses|pois?|mountain_peak|mountain_peaks|aerodrome_label)$/],
] as const;
type Kind = (typeof KINDS)[number][0] | 'unknown';

/** From the bottom up. */
const ORDER: readonly Kind[] = ['land', 'green', 'use', 'water', 'river', 'unknown', 'building', 'road', 'boundary', 'place']; // prettier-ignore

const kindOf = (layer: string): Kind => KINDS.find(([, names]) => names.test(layer))?.[0] ?? 'unknown';

const AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
const CLASS: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'class'], ['get', 'pmap:kind'], ''];
const IS_MAJOR: ExpressionSpecification = [
  'in',
  CLASS,
  ['literal', ['highway', 'major_road', 'medium_road', 'motorway', 'trunk', 'primary', 'secondary']],
];
const NAME: ExpressionSpecification = [
  'coalesce',
  ['get', 'name:zh-Hans'],
  ['get', 'name:zh'],
  ['get', 'pgf:name:zh'],
  ['get', 'name'],
  '',
];
const growing = (...stops: readonly number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** A plain ground in pale greys: what the district draws on it is what is looked at. */
export function vectorBasemap(source: string, layers: readonly string[]): LayerSpecification[] {
  const known = layers.map((layer) => ({ layer, kind: kindOf(layer) }));
  return ORDER.flatMap((kind) => known.filter((one) => one.kind === kind)).flatMap(({ layer, kind }) =>
    drawn(source, layer, kind),
  );
}

function drawn(source: string, layer: string, kind: Kind): LayerSpecification[] {
  const from = { source, 'source-layer': layer } as const;
  const id = (part: string): string => `${source}-${layer}-${part}`;
  const fill = (colour: string, opacity = 1): LayerSpecification => ({
    id: id('fill'),
    type: 'fill',
    ...from,
    filter: AREA,
    paint: { 'fill-color': colour, 'fill-opacity': opacity, 'fill-antialias': false },
  });
  const line = (
    part: string,
    filter: ExpressionSpecification,
    colour: string,
    width: ExpressionSpecification | number,
  ) => ({
    id: id(part),
    type: 'line' as const,
    ...from,
    filter,
    layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const },
    paint: { 'line-color': colour, 'line-width': width },
  });
  switch (kind) {
    case 'land':
      return [fill('#f7f6f2')];
    case 'green':
      return [fill('#e6ebdf', 0.8)];
    case 'use':
      return [fill('#ecebe6', 0.8)];
    case 'water':
      return [fill('#cbdce6'), line('line', LINE, '#b7cfdc', 1)];
    case 'river':
      return [line('line', LINE, '#b7cfdc', growing(8, 0.6, 16, 3))];
    case 'building':
      return [{ ...fill('#dcd9d3'), minzoom: 13 }];
    case 'road':
      return [
        { ...line('minor-case', ['all', LINE, ['!', IS_MAJOR]], '#d3d0ca', growing(12, 0.8, 18, 11)), minzoom: 12 },
        line('major-case', ['all', LINE, IS_MAJOR], '#c3beb4', growing(6, 0.8, 12, 3, 18, 19)),
        { ...line('minor', ['all', LINE, ['!', IS_MAJOR]], '#ffffff', growing(12, 0.3, 18, 9)), minzoom: 13 },
        line('major', ['all', LINE, IS_MAJOR], '#fdf6e3', growing(6, 0.3, 12, 2, 18, 16)),
      ];
    case 'boundary': {
      const dashed = line('line', LINE, '#9b94a3', 1);
      return [{ ...dashed, paint: { ...dashed.paint, 'line-dasharray': [4, 2] } }];
    }
    case 'place':
      return [
        {
          id: id('name'),
          type: 'symbol',
          ...from,
          filter: POINT,
          layout: { 'text-field': NAME, 'text-size': growing(5, 10, 14, 14), 'text-max-width': 8 },
          paint: { 'text-color': '#5c6468', 'text-halo-color': '#ffffff', 'text-halo-width': 1.2 },
        },
      ];
    case 'nothing':
      return [];
    case 'unknown':
      return [
        line('edge', ['any', AREA, LINE], '#c6c9cb', 0.6),
        {
          id: id('dot'),
          type: 'circle',
          ...from,
          filter: POINT,
          minzoom: 13,
          paint: { 'circle-color': '#b4b8bb', 'circle-radius': 1.6 },
        },
      ];
  }
}
