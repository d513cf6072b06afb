import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { byClass, markOf, OTHER_COLOUR, OTHER_MARK, type MapClass } from './classes.ts';

const SOURCE = 'records';
const AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const CROWD: ExpressionSpecification = ['>', ['coalesce', ['get', 'n'], 1], 1];
const SINGLE_POINT: ExpressionSpecification = ['all', ['==', ['geometry-type'], 'Point'], ['!', CROWD]];
const CROWD_POINT: ExpressionSpecification = ['all', ['==', ['geometry-type'], 'Point'], CROWD];

/**
 * A record's title with narrow brackets: MapLibre 5.24 draws full-width opening brackets beside their place, so that
 * they cannot be seen.
 */
const TITLE: ExpressionSpecification = [
  'let',
  'opened',
  narrow('（', '(', ['coalesce', ['get', 'title'], '']),
  narrow('）', ')', ['var', 'opened']),
];

function narrow(wide: string, sign: string, text: ExpressionSpecification): ExpressionSpecification {
  const at: ExpressionSpecification = ['index-of', wide, text];
  const rest: ExpressionSpecification = ['slice', text, ['+', at, 1]];
  return ['case', ['>=', at, 0], ['concat', ['slice', text, 0, at], sign, rest], text];
}

/** Layers a click opens a record on. */
export const CLICKED = ['records-area', 'records-line', 'records-mark', 'records-crowd'];

/** How the records of a register are drawn; `layer` is the tile's layer, called as the register. */
export function recordLayers(
  layer: string,
  property: 'state' | 'by',
  classes: readonly MapClass[],
  opened: string | null,
): readonly LayerSpecification[] {
  const from = { source: SOURCE, 'source-layer': layer } as const;
  const colour = byClass(property, classes, (one) => one.colour, OTHER_COLOUR);
  const mark = byClass(property, classes, (one) => markOf(one.colour, one.shape), OTHER_MARK);
  const isOpened: ExpressionSpecification = ['==', ['get', 'id'], opened ?? ''];
  const wide = (usual: number, open: number): ExpressionSpecification => ['case', isOpened, open, usual];
  return [
    {
      id: 'records-area',
      type: 'fill',
      ...from,
      filter: AREA,
      paint: { 'fill-color': colour, 'fill-opacity': ['case', isOpened, 0.55, 0.28] },
    },
    {
      id: 'records-edge',
      type: 'line',
      ...from,
      filter: AREA,
      paint: { 'line-color': colour, 'line-width': wide(1.2, 3) },
    },
    {
      id: 'records-line',
      type: 'line',
      ...from,
      filter: LINE,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': wide(2.5, 5) },
    },
    {
      id: 'records-opened',
      type: 'circle',
      ...from,
      filter: ['all', SINGLE_POINT, isOpened],
      paint: { 'circle-radius': 16, 'circle-color': '#0b5c6b', 'circle-opacity': 0.25 },
    },
    {
      id: 'records-crowd',
      type: 'circle',
      ...from,
      filter: CROWD_POINT,
      paint: {
        'circle-color': colour,
        'circle-opacity': 0.85,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 1.5,
        'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'n']], 0, 8, 1, 11, 2, 15, 4, 24],
      },
    },
    {
      id: 'records-count',
      type: 'symbol',
      ...from,
      filter: CROWD_POINT,
      layout: { 'text-field': ['to-string', ['get', 'n']], 'text-size': 11, 'text-allow-overlap': true },
      paint: { 'text-color': '#ffffff' },
    },
    {
      id: 'records-mark',
      type: 'symbol',
      ...from,
      filter: ['any', SINGLE_POINT, AREA],
      layout: {
        'icon-image': mark,
        'icon-allow-overlap': true,
        'icon-size': ['case', ['==', ['geometry-type'], 'Polygon'], 0.7, 1],
      },
    },
    {
      id: 'records-name',
      type: 'symbol',
      ...from,
      minzoom: 12.5,
      filter: ['!', CROWD],
      layout: {
        'text-field': TITLE,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.8],
        'text-max-width': 9,
      },
      paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
    },
  ];
}

export const RECORDS = SOURCE;
