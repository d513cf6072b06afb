import { addressOf } from '@quantu/people';
import { basemapRoutes, TIANDITU_STYLES, type BasemapFile, type Basemaps } from '@quantu/plans';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { MapLibre } from '../maplibre.ts';
import { vectorBasemap } from './vector-style.ts';

const SOURCE = 'basemap';
/** What lies above the ground begins with the grid of degrees. */
const ABOVE = 'graticule';

export type TiandituStyle = keyof typeof TIANDITU_STYLES;
/** The words that belong to each ground, and how deep it goes. */
const TIANDITU: Readonly<Record<TiandituStyle, { readonly words: string; readonly maxzoom: number }>> = {
  vec: { words: 'cva', maxzoom: 18 },
  img: { words: 'cia', maxzoom: 18 },
  ter: { words: 'cta', maxzoom: 14 },
};

/** One that can be chosen. */
export type Ground =
  | { readonly of: 'file'; readonly file: BasemapFile }
  | { readonly of: 'tianditu'; readonly style: TiandituStyle; readonly key: string };

/** What a choice stands for; null: nothing, or nothing that is there any more. */
export function groundOf({ files, tianditu }: Basemaps, chosen: string): Ground | null {
  const style = chosen.startsWith('tianditu-') ? (chosen.slice(9) as TiandituStyle) : null;
  if (style !== null) return tianditu && style in TIANDITU ? { of: 'tianditu', style, key: tianditu.key } : null;
  const file = files.find(({ id }) => id === chosen);
  return file ? { of: 'file', file } : null;
}

/** What a reader has chosen while it is there, else what the district lays. */
export const chosenOf = (all: Basemaps, own: string | null): string =>
  own === 'none' || (own !== null && groundOf(all, own) !== null) ? own : all.chosen;

/** Whose the ground is: it stands on the map as long as the ground does. */
export function creditOf(ground: Ground): string {
  if (ground.of === 'tianditu') return '底图：天地图（国家地理信息公共服务平台）';
  const { attribution, name } = ground.file;
  return `底图：${attribution === '' ? name : attribution}`;
}

/** Said when tiles of the ground do not come; everything else on the map goes on. */
export function lossOf(ground: Ground): string {
  return ground.of === 'tianditu'
    ? '天地图取不到：这台电脑连不上 tianditu.gov.cn，或密钥没有被接受；其他图层照常可用'
    : `底图“${ground.file.name}”有的格子取不到；其他图层照常可用`;
}

export const isOfBasemap = (event: object): boolean =>
  'sourceId' in event && typeof event.sourceId === 'string' && event.sourceId.startsWith(SOURCE);

/** Lays a ground under everything on the map, in place of the one before. */
export function putBasemap(map: MapLibre, district: string, ground: Ground | null): void {
  for (const id of map.getLayersOrder()) if (id.startsWith(SOURCE)) map.removeLayer(id);
  for (const id of Object.keys(map.getStyle().sources)) if (id.startsWith(SOURCE)) map.removeSource(id);
  if (!ground) return;
  const { sources, layers } = ground.of === 'file' ? drawnFile(district, ground.file) : drawnTianditu(ground);
  for (const [id, source] of Object.entries(sources)) map.addSource(id, source);
  for (const layer of layers) map.addLayer(layer, ABOVE);
}

interface Drawing {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  readonly layers: readonly LayerSpecification[];
}

const picture = (source: string): LayerSpecification => ({
  id: source,
  type: 'raster',
  source,
  paint: { 'raster-fade-duration': 0 },
});

function drawnFile(district: string, { id, kind, minZoom, maxZoom, box, layers }: BasemapFile): Drawing {
  const path = addressOf(
    { ...basemapRoutes.basemapTile, path: basemapRoutes.basemapTile.path.replace(/:([zxy])\b/g, '{$1}') },
    { params: { district, basemap: id, z: 0, x: 0, y: 0 } },
  );
  const tiles = { tiles: [`${location.origin}${path}`], minzoom: minZoom, maxzoom: maxZoom, bounds: box };
  if (kind === 'vector')
    return { sources: { [SOURCE]: { type: 'vector', ...tiles } }, layers: vectorBasemap(SOURCE, layers) };
  return { sources: { [SOURCE]: { type: 'raster', tileSize: 256, ...tiles } }, layers: [picture(SOURCE)] };
}

function drawnTianditu({ style, key }: Extract<Ground, { of: 'tianditu' }>): Drawing {
  const { words, maxzoom } = TIANDITU[style];
  const source = (layer: string): SourceSpecification => ({
    type: 'raster',
    tileSize: 256,
    minzoom: 1,
    maxzoom,
    tiles: ['0', '1', '2', '3', '4', '5', '6', '7'].map((host) => tiandituTiles(host, layer, key)),
  });
  const names = `${SOURCE}-words`;
  return { sources: { [SOURCE]: source(style), [names]: source(words) }, layers: [picture(SOURCE), picture(names)] };
}

/** In the tile matrix `w`: Web Mercator over CGCS2000, which differs from WGS 84 by centimetres. */
function tiandituTiles(host: string, layer: string, key: string): string {
  const query = new URLSearchParams({
    SERVICE: 'WMTS',
    REQUEST: 'GetTile',
    VERSION: '1.0.0',
    LAYER: layer,
    STYLE: 'default',
    TILEMATRIXSET: 'w',
    FORMAT: 'tiles',
    tk: key,
  });
  const place = 'TILEMATRIX={z}&TILEROW={y}&TILECOL={x}';
  return `https://t${host}.tianditu.gov.cn/${layer}_w/wmts?${query.toString()}&${place}`;
}
