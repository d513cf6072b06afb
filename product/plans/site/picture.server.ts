import type { OpinionPicture } from '@quantu/documents';
import { boxOf, fromWkb, meet, type Box, type Polygon } from '@quantu/geometry';
import { fromCgcs2000, toCgcs2000 } from '@quantu/spatial-files';
import { sql } from 'kysely';
import { isBound, isDashed } from '../drawing-rules.ts';
import { classColour, layerColour } from '../map/colours.ts';
import { boxSql, codesToday } from '../map/identify.server.ts';
import type { MapDesk } from '../map/desk.server.ts';
import { IN_VERSION, versionsTable } from '../features/version-rows.server.ts';
import { roundStep, zoneOfSheet, type MapFrame } from '../print/layout.ts';
import { sheetSvg, type SvgLayer } from '../print/svg.ts';
import type { SiteResult } from './contract.ts';
import { captionOf } from './opinion.ts';
import { labelOf } from './role-layers.server.ts';

const MAP_MM = { width: 160, height: 100 };
const SCALES = [
  200, 500, 1000, 2000, 2500, 5000, 10_000, 15_000, 20_000, 25_000, 50_000, 75_000, 100_000, 200_000, 500_000,
];
/** What lies round the site fills the rest of the map. */
const MOST_FEATURES = 4000;

/** What is drawn, the lowest first; what a site lies in as a whole is not. */
const DRAWN = [
  'present-use',
  'planned-use',
  'detailed-parcel',
  'forest',
  'permanent-farmland',
  'ecological-red-line',
  'development-boundary',
  'flood',
  'coast',
  'safety-zone',
  'geohazard',
  'blue-line',
  'green-line',
  'yellow-line',
  'purple-line',
  'heritage',
  'project-site',
];
const SITE_COLOUR = '#0b2fd0';
const SITE_MM = 0.8;
const MOST_CLASSES = 16;
/** The first that lies there is what the site is drawn on. */
const GROUNDS = ['detailed-parcel', 'present-use', 'planned-use'];

interface Row {
  readonly layer: string;
  readonly code: string | null;
  readonly use: string | null;
  readonly shape: Buffer;
}

/** The site among what the check was made on, in the same versions, drawn to scale. */
export async function sitePicture(desk: MapDesk, result: SiteResult): Promise<OpinionPicture> {
  const { db } = desk;
  const codes = await codesToday(desk);
  const { frame, scale } = frameRound(boxOf(result.site));
  const paper: Polygon = { type: 'Polygon', coordinates: [frame.ring] };
  const used = usedLayers(result);
  const { rows } = await sql<Row>`select f.layer, f.code, f.use, f.shape from ${versionsTable(used)}
    join layer_feature f on ${IN_VERSION} where f.box && ${boxSql(frame.box)}
    order by f.area_m2 desc, f.layer, f.key limit ${MOST_FEATURES}`.execute(db);
  const layers: SvgLayer[] = [];
  const legend: OpinionPicture['legend'][number][] = [];
  const classes = new Map<string, string>();
  const isThere = (role: string): boolean =>
    used.some((one) => one.role === role && rows.some(({ layer }) => layer === one.id));
  // Of two grounds only one is coloured: one over the other is neither.
  const ground = GROUNDS.find(isThere);
  for (const { id, role, roleLabel } of used) {
    const own = rows.filter(({ layer }) => layer === id).map((row) => ({ ...row, shape: fromWkb(row.shape) }));
    const isGround = GROUNDS.includes(role);
    if (own.length === 0 || (isGround && role !== ground)) continue;
    const coloured = { codeSet: 'land-use-2023', role, colour: null };
    const features = own.map(({ code, use, shape }) => ({
      shape,
      colour: isGround ? classColour(coloured, use ?? code, use) : layerColour(coloured),
      label: isGround ? code : null,
    }));
    layers.unshift({ shape: 'area', role, opacity: 1, features });
    if (isGround) {
      for (const { code, use } of own) {
        const one = use ?? code;
        classes.set(
          one === null ? '未分类' : (labelOf('land-use-2023', one, use, codes) ?? one),
          classColour(coloured, one, use),
        );
      }
      continue;
    }
    const line = isDashed(role) ? 'dashed' : 'solid';
    // A bound has a box as wide as a coast: whether its line or ground is on the map is looked at exactly.
    const isSeen = own.some(({ shape }) => meet(paper, shape));
    if (!isSeen || legend.some(({ label }) => label === roleLabel)) continue;
    legend.push({ label: roleLabel, colour: layerColour(coloured), ...(isBound(role) ? { line } : {}) });
  }
  const shown = [...classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([label, colour]) => ({ label, colour }));
  if (shown.length > MOST_CLASSES)
    shown.splice(MOST_CLASSES, Infinity, { label: '其他用途见图上代码', colour: '#ffffff' });
  const site = { shape: result.site, colour: SITE_COLOUR, label: null };
  layers.unshift({ shape: 'area', role: null, opacity: 1, features: [site], strokeMm: SITE_MM });
  const svg = sheetSvg(frame, layers, '{{font}}').replace(/<\/g><\/svg>$/, `${marks(scale)}</g></svg>`);
  return {
    svg,
    widthMm: MAP_MM.width,
    heightMm: MAP_MM.height,
    legend: [{ label: '审查范围', colour: SITE_COLOUR, line: 'solid' }, ...legend, ...shown],
    caption: captionOf(scale, barLabel(scale), result.areaM2),
  };
}

/** Each layer once, in the version of the check, the lowest first. */
function usedLayers({ steps }: SiteResult) {
  const all = steps
    .flatMap(({ parts }) => parts)
    .flatMap(({ role, roleLabel, layers }) => layers.map(({ id, number }) => ({ id, number, role, roleLabel })))
    .filter(({ id, role }, at, list) => DRAWN.includes(role) && list.findIndex((one) => one.id === id) === at);
  return all.sort((a, b) => DRAWN.indexOf(a.role) - DRAWN.indexOf(b.role));
}

/** The site takes about half of the map; the scale is a round one. */
function frameRound([west, south, east, north]: Box): { readonly frame: MapFrame; readonly scale: number } {
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const crs = zoneOfSheet(middle);
  const project = fromCgcs2000(crs);
  const [a, b] = [project(west, south), project(east, north)];
  const [x, y] = project(...middle);
  const wanted = Math.max((b[0] - a[0]) / MAP_MM.width, (b[1] - a[1]) / MAP_MM.height) * 1000 * 1.8;
  const scale = SCALES.find((one) => one >= wanted) ?? SCALES.at(-1)!;
  const [w, h] = [(MAP_MM.width * scale) / 2000, (MAP_MM.height * scale) / 2000];
  const metres = [x - w, y - h, x + w, y + h] as const;
  const back = toCgcs2000(crs);
  const corners = [back(x - w, y - h), back(x + w, y - h), back(x + w, y + h), back(x - w, y + h)];
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  const box: Box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  const map = { ...MAP_MM, left: 0, top: 0 };
  return { frame: { paper: MAP_MM, map, crs, metres, ring: [...corners, corners[0]!], box }, scale };
}

const barMetres = (scale: number): number => roundStep((40 * scale) / 1000);

function barLabel(scale: number): string {
  const metres = barMetres(scale);
  return metres >= 1000 ? `${metres / 1000} 公里` : `${metres} 米`;
}

/** A bar of a round length, and where north is. */
function marks(scale: number): string {
  const length = (barMetres(scale) * 1000) / scale;
  const label = barLabel(scale);
  const [x, y] = [6, MAP_MM.height - 6];
  const [nx, ny] = [MAP_MM.width - 9, 6];
  return (
    `<rect x="${x - 2}" y="${y - 5.5}" width="${length + 4}" height="9" fill="#ffffff" fill-opacity="0.85"/>` +
    `<path d="M${x} ${y - 1}L${x} ${y}L${x + length} ${y}L${x + length} ${y - 1}" fill="none" stroke="#1f2329" stroke-width="0.4"/>` +
    `<text x="${x + length / 2}" y="${y - 1.6}" font-size="2.8" text-anchor="middle" fill="#1f2329">${label}</text>` +
    `<rect x="${nx - 4}" y="${ny - 3}" width="8" height="14" fill="#ffffff" fill-opacity="0.85"/>` +
    `<path d="M${nx} ${ny - 1.5}L${nx + 2} ${ny + 5}L${nx} ${ny + 3.5}L${nx - 2} ${ny + 5}Z" fill="#1f2329"/>` +
    `<text x="${nx}" y="${ny + 9.2}" font-size="3" text-anchor="middle" fill="#1f2329">北</text>`
  );
}
