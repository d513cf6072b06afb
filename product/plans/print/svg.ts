import { labelPoint, partsOf, polygonsOf, type Geometry, type Position } from '@quantu/geometry';
import { fromCgcs2000 } from '@quantu/spatial-files';
import { tintOf, isBound, isDashed } from '../drawing-rules.ts';
import { roundStep, type MapFrame } from './layout.ts';

export interface SvgFeature {
  readonly shape: Geometry;
  readonly colour: string;
  readonly label: string | null;
}

/** A layer on paper; the first of a list lies on top. */
export interface SvgLayer {
  readonly shape: 'area' | 'line' | 'point';
  readonly role: string | null;
  /** 0 to 1. */
  readonly opacity: number;
  readonly features: readonly SvgFeature[];
  /** Of its outline, with white beside it; the usual when nothing is said. */
  readonly strokeMm?: number;
}

const LINE_MM = { edge: 0.08, bound: 0.5, line: 0.35 };
const LABEL_MM = 1.9;
/** A parcel is named where its name has room: so many mm² a letter. */
const ROOM_MM2 = 5;

/**
 * The map of a sheet as SVG, one unit a millimetre of paper, drawn in the plane of its zone, so that any length on
 * paper times the scale is the length in the plane. Coordinates to a hundredth of a millimetre.
 */
export function sheetSvg(frame: MapFrame, layers: readonly SvgLayer[], font: string): string {
  const { width, height } = frame.map;
  const onPaper = projectionOf(frame);
  const drawn = [...layers].reverse().map((layer) => layerSvg(layer, onPaper));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${escaped(font)}"><clipPath id="frame"><rect width="${width}" height="${height}"/></clipPath>` +
    `<g clip-path="url(#frame)"><rect width="${width}" height="${height}" fill="#fbfcfb"/>${drawn.join('')}` +
    `${crossesSvg(frame)}</g></svg>`
  );
}

type OnPaper = (at: Position) => readonly [x: number, y: number];

function projectionOf({ crs, metres: [west, , east, north], map }: MapFrame): OnPaper {
  const project = fromCgcs2000(crs);
  const mmPerMetre = map.width / (east - west);
  return ([lon, lat]) => {
    const [x, y] = project(lon, lat);
    return [(x - west) * mmPerMetre, (north - y) * mmPerMetre];
  };
}

const mm = (value: number): string => String(Math.round(value * 100) / 100);

function layerSvg({ shape, role, opacity, features, strokeMm }: SvgLayer, onPaper: OnPaper): string {
  const shapes =
    strokeMm === undefined
      ? features.map((feature) => featureSvg(feature, shape, role, onPaper)).join('')
      : features.map((feature) => outlineSvg(feature, strokeMm, onPaper)).join('');
  const labels = features.map((feature) => labelSvg(feature, shape, role, onPaper)).join('');
  return `<g opacity="${opacity}" stroke-linejoin="round">${shapes}</g>${labels}`;
}

function featureSvg(
  { shape, colour }: SvgFeature,
  kind: SvgLayer['shape'],
  role: string | null,
  onPaper: OnPaper,
): string {
  if (kind === 'point') {
    return partsOf(shape)
      .flat()
      .map((at) => {
        const [x, y] = onPaper(at);
        return `<circle cx="${mm(x)}" cy="${mm(y)}" r="0.9" fill="${colour}" stroke="#fff" stroke-width="0.2"/>`;
      })
      .join('');
  }
  const path = pathOf(shape, kind === 'area', onPaper);
  if (kind === 'line') {
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${LINE_MM.line}" stroke-linecap="round"/>`;
  }
  const ground = `fill="${colour}" fill-opacity="${tintOf(role)}" fill-rule="evenodd"`;
  if (!isBound(role)) return `<path d="${path}" ${ground} stroke="#5c6468" stroke-width="${LINE_MM.edge}"/>`;
  const dashes = isDashed(role) ? ' stroke-dasharray="3 1.2"' : '';
  return `<path d="${path}" ${ground} stroke="${colour}" stroke-width="${LINE_MM.bound}"${dashes}/>`;
}

/** An outline that is seen on any ground. */
function outlineSvg({ shape, colour }: SvgFeature, strokeMm: number, onPaper: OnPaper): string {
  const path = `<path d="${pathOf(shape, true, onPaper)}"`;
  return (
    `${path} fill="none" stroke="#fff" stroke-width="${2 * strokeMm}"/>` +
    `${path} fill="${colour}" fill-opacity="0.04" fill-rule="evenodd" stroke="${colour}" stroke-width="${strokeMm}"/>`
  );
}

function pathOf(shape: Geometry, isArea: boolean, onPaper: OnPaper): string {
  return partsOf(shape)
    .map((part) => {
      let before = '';
      const steps: string[] = [];
      for (const at of part) {
        const [x, y] = onPaper(at);
        const text = `${mm(x)} ${mm(y)}`;
        // What falls together on paper is drawn once.
        if (text !== before) steps.push(text);
        before = text;
      }
      return `M${steps.join('L')}${isArea ? 'Z' : ''}`;
    })
    .join('');
}

function labelSvg(
  { shape, label }: SvgFeature,
  kind: SvgLayer['shape'],
  role: string | null,
  onPaper: OnPaper,
): string {
  if (label === null || label === '' || kind === 'line') return '';
  if (kind === 'area' && (isBound(role) || !hasRoom(shape, label, onPaper))) return '';
  const [x, y] = onPaper(labelPoint(shape));
  const below = kind === 'point' ? 2.8 : 0.7;
  return (
    `<text x="${mm(x)}" y="${mm(y + below)}" font-size="${LABEL_MM}" text-anchor="middle" fill="#1f2329" ` +
    `stroke="#fff" stroke-width="0.35" paint-order="stroke">${escaped(label)}</text>`
  );
}

function hasRoom(shape: Geometry, label: string, onPaper: OnPaper): boolean {
  const outer = polygonsOf(shape)[0]?.[0];
  if (!outer) return false;
  const points = outer.map(onPaper);
  const doubled = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2 >= label.length * ROOM_MM2;
}

/** Crosses of the plane grid, about ten centimetres apart, with their kilometres at the frame. */
function crossesSvg({ metres: [west, south, east, north], map }: MapFrame): string {
  const perMm = (east - west) / map.width;
  const step = roundStep(100 * perMm);
  const marks: string[] = [];
  for (let x = Math.ceil(west / step) * step; x < east; x += step) {
    for (let y = Math.ceil(south / step) * step; y < north; y += step) {
      const [px, py] = [(x - west) / perMm, (north - y) / perMm];
      marks.push(`M${mm(px - 2)} ${mm(py)}h4M${mm(px)} ${mm(py - 2)}v4`);
    }
  }
  return `<path d="${marks.join('')}" stroke="#1f2329" stroke-width="0.1" fill="none"/>`;
}

const escaped = (text: string): string =>
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
