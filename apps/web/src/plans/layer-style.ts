import { LAND_USE_FILLS, tintOf, isBound, isDashed, TILE_LAYER, type MapLayer } from '@quantu/plans';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

/** What of a layer is drawn, and how. */
export interface Drawn {
  readonly layer: Pick<MapLayer, 'id' | 'shape' | 'role' | 'colour' | 'codeSet' | 'legend'>;
  /** A version by number. */
  readonly version: number;
  /** Per cent. */
  readonly opacity: number;
  /** Colours by an attribute in place of the standard's. */
  readonly theme?: DrawnTheme | null;
}

export interface DrawnTheme {
  readonly field: string;
  /** Colour of a feature by its value `by`. */
  readonly colour: ExpressionSpecification | string;
}

const UNKNOWN_COLOUR = '#7d868c';

/** Of a layer as a whole; the server gives each class its own. */
export const colourOf = ({ colour, legend }: Pick<MapLayer, 'colour' | 'legend'>): string =>
  colour ?? legend.find(({ code }) => code === null)?.colour ?? legend[0]?.colour ?? UNKNOWN_COLOUR;

/** Colour by class code, each as the standard has it. */
function classColour(layer: Drawn['layer']): ExpressionSpecification | string {
  // A draft or a scenario may have classes that the version in force has not: the standard knows them.
  const standard = layer.codeSet === 'land-use-2023' ? LAND_USE_FILLS : {};
  const own = layer.legend.flatMap(({ code, colour }) => (code === null ? [] : [[code, colour] as const]));
  const pairs = Object.entries({ ...standard, ...Object.fromEntries(own) }).flat();
  const otherwise = layer.legend.find(({ code }) => code === null)?.colour ?? colourOf(layer);
  if (pairs.length === 0) return otherwise;
  // The expression's type wants at least one pair spelled out.
  return ['match', ['to-string', ['get', 'code']], ...pairs, otherwise] as unknown as ExpressionSpecification;
}

const AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];

/** The source of a version of a layer; another theme field is another source, because its tiles carry another value. */
export const sourceOf = ({ layer, version, theme }: Drawn): string =>
  `plan-${layer.id}-${version}${theme ? `-${theme.field}` : ''}`;

/**
 * Labels come from tiles that are not cut as small: a parcel that lies in several tiles would be named in each of them.
 */
export const labelSourceOf = (drawn: Drawn): string => `${sourceOf(drawn)}-names`;

/** How one layer is drawn, from the bottom up. `prefix` of the ids: the source. */
export function drawnLayers(drawn: Drawn): LayerSpecification[] {
  const { layer, opacity, theme } = drawn;
  const source = sourceOf(drawn);
  const from = { source, 'source-layer': TILE_LAYER } as const;
  const colour = theme?.colour ?? classColour(layer);
  const part = opacity / 100;
  const isOutline = isBound(layer.role) && !theme;
  const label: ExpressionSpecification =
    layer.legend.length > 1 || layer.codeSet !== null
      ? ['coalesce', ['get', 'code'], ['get', 'name'], '']
      : ['coalesce', ['get', 'name'], ['get', 'code'], ''];
  const text: LayerSpecification = {
    id: `${source}-label`,
    type: 'symbol',
    source: labelSourceOf(drawn),
    'source-layer': TILE_LAYER,
    minzoom: layer.shape === 'area' ? 15 : 14,
    layout: {
      'text-field': label,
      'text-size': 11,
      'text-max-width': 8,
      ...(layer.shape === 'line' ? { 'symbol-placement': 'line' as const } : {}),
      ...(layer.shape === 'point'
        ? { 'text-anchor': 'top' as const, 'text-offset': [0, 0.6] as [number, number] }
        : {}),
    },
    paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 1.2, 'text-opacity': part },
  };
  const dot: LayerSpecification = {
    id: `${source}-dot`,
    type: 'circle',
    ...from,
    filter: POINT,
    paint:
      layer.shape === 'point'
        ? {
            'circle-color': colour,
            'circle-opacity': part,
            'circle-stroke-color': '#ffffff',
            'circle-stroke-opacity': part,
            'circle-stroke-width': 1.2,
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.5, 14, 5],
          }
        : { 'circle-color': colour, 'circle-opacity': part * (isOutline ? 0.5 : 0.85), 'circle-radius': 1.1 },
  };
  const line: LayerSpecification = {
    id: `${source}-line`,
    type: 'line',
    ...from,
    filter: LINE,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-opacity': part,
      'line-width': ['interpolate', ['linear'], ['zoom'], 9, 1, 14, 2.5, 18, 5],
    },
  };
  if (layer.shape !== 'area') return layer.shape === 'line' ? [line, text] : [dot, text];
  return [
    {
      id: `${source}-fill`,
      type: 'fill',
      ...from,
      filter: AREA,
      paint: {
        'fill-color': colour,
        'fill-opacity': part * (theme ? 0.85 : tintOf(layer.role)),
        'fill-antialias': false,
      },
    },
    {
      id: `${source}-edge`,
      type: 'line',
      ...from,
      filter: AREA,
      // Edges of parcels would be all there is on a map of the whole district.
      minzoom: isOutline ? 0 : 13,
      paint: isOutline
        ? {
            'line-color': colour,
            'line-opacity': part,
            'line-width': ['interpolate', ['linear'], ['zoom'], 9, 1.2, 14, 2.4],
            ...(isDashed(layer.role) ? { 'line-dasharray': [4, 2] } : {}),
          }
        : { 'line-color': '#5c6468', 'line-opacity': part * 0.6, 'line-width': 0.6 },
    },
    dot,
    text,
  ];
}

/** Areas below lines below points, within them by the order their record gives; the first lies on top. */
export function usualOrder<Layer extends Pick<MapLayer, 'shape' | 'role' | 'order' | 'name'>>(
  layers: readonly Layer[],
): Layer[] {
  const height = ({ shape, role }: Layer): number =>
    shape === 'point' ? 3 : shape === 'line' ? 2 : isBound(role) ? 1 : 0;
  return [...layers].sort((a, b) => height(b) - height(a) || b.order - a.order || a.name.localeCompare(b.name, 'zh'));
}
