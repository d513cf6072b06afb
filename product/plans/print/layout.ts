import type { Box, Position } from '@quantu/geometry';
import { cgcsZone, fromCgcs2000, toCgcs2000, type Crs } from '@quantu/spatial-files';
import type { SheetWish } from '../drawing/contract.ts';

const A_SERIES_MM = { A4: [210, 297], A3: [297, 420], A2: [420, 594], A1: [594, 841], A0: [841, 1189] } as const;
/** Around the map: for the title above, for scale and imprint below. */
const MARGINS_MM = { side: 14, top: 26, bottom: 26 };
/** Of the paper, for the legend: beside the map on a wide sheet, under it on a high one. It covers no ground. */
const LEGEND_SHARE = 0.19;
/** From the map to its outer frame, which the legend touches. */
const FRAME_MM = 3;

/** What a sheet is drawn at; others may be typed. */
export const sheetScales = [500, 1000, 2000, 5000, 10_000, 20_000, 25_000, 50_000] as const;

export interface SizeMm {
  readonly width: number;
  readonly height: number;
}

export function paperMm({ paper, isLandscape }: Pick<SheetWish, 'paper' | 'isLandscape'>): SizeMm {
  const [short, long] = A_SERIES_MM[paper];
  return isLandscape ? { width: long, height: short } : { width: short, height: long };
}

/** The 3-degree zone in which a sheet is drawn: that of its middle. */
export function zoneOfSheet([lon]: Position): Crs {
  const number = Math.min(45, Math.max(25, Math.round(lon / 3)));
  const crs = cgcsZone(3, number, false);
  if (!crs) throw new Error(`no zone ${number}`);
  return crs;
}

type Place = SizeMm & { readonly left: number; readonly top: number };

/** A map on paper. */
export interface MapFrame {
  readonly paper: SizeMm;
  /** The map within the paper, from the top left corner. */
  readonly map: Place;
  readonly crs: Crs;
  /** Plane metres: west, south, east, north. */
  readonly metres: readonly [number, number, number, number];
  /** The frame's edge in longitude and latitude, closed. */
  readonly ring: readonly Position[];
  /** What encloses it. */
  readonly box: Box;
}

/** A sheet has a place for the legend beside its map. */
export interface SheetFrame extends MapFrame {
  readonly legend: Place;
}

const ALONG_EDGE = 8;

/** Which piece of ground a sheet shows, exactly to scale in the plane of its zone. */
export function frameOf(wish: Pick<SheetWish, 'paper' | 'isLandscape' | 'scale' | 'center'>): SheetFrame {
  const paper = paperMm(wish);
  const { map, legend } = placesOn(paper, wish.isLandscape);
  const [lon, lat] = wish.center;
  const crs = zoneOfSheet([lon, lat]);
  const [east, north] = fromCgcs2000(crs)(lon, lat);
  const [halfWidth, halfHeight] = [(map.width * wish.scale) / 2000, (map.height * wish.scale) / 2000];
  const metres = [east - halfWidth, north - halfHeight, east + halfWidth, north + halfHeight] as const;
  const back = toCgcs2000(crs);
  const ring = edgeOf(metres).map(([x, y]) => back(x, y));
  const [lons, lats] = [ring.map((at) => at[0]), ring.map((at) => at[1])];
  const box: Box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  return { paper, map, legend, crs, metres, ring, box };
}

function placesOn(paper: SizeMm, isLandscape: boolean): Pick<SheetFrame, 'map' | 'legend'> {
  const { side: left, top, bottom } = MARGINS_MM;
  const [width, height] = [paper.width - 2 * left, paper.height - top - bottom];
  if (isLandscape) {
    const wide = paper.width * LEGEND_SHARE;
    const map = { left, top, width: width - wide, height };
    const beside = left + map.width + FRAME_MM;
    return { map, legend: { left: beside, top: top - FRAME_MM, width: wide, height: height + 2 * FRAME_MM } };
  }
  const high = paper.height * LEGEND_SHARE;
  const map = { left, top, width, height: height - high };
  const under = top + map.height + FRAME_MM;
  return { map, legend: { left: left - FRAME_MM, top: under, width: width + 2 * FRAME_MM, height: high } };
}

/** Corners and places between them: a straight edge in the plane is none in degrees. */
function edgeOf([west, south, east, north]: SheetFrame['metres']): Position[] {
  const corners: readonly Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return corners
    .slice(0, -1)
    .flatMap((from, i) => {
      const to = corners[i + 1]!;
      return Array.from({ length: ALONG_EDGE }, (_, at): Position => {
        const part = at / ALONG_EDGE;
        return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
      });
    })
    .concat([corners[0]!]);
}

/** 1, 2 or 5 times a power of ten: as large as possible, at most `most`. */
export function roundStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((part) => part * power).find((step) => step <= most) ?? power;
}
