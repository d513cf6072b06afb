import type { Box } from './geometry.ts';

/** A tile of the usual pyramid (EPSG:3857): at zoom z there are 2^z × 2^z, counted from the north-west. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Units along the side of a tile. */
export const EXTENT = 4096;
/** Units around a tile that are drawn too, so that outlines and symbols are not cut. */
export const BUFFER = 64;

const MOST_ZOOM = 22;
const MOST_LAT = 85.0511287798066;

export function isTile({ z, x, y }: Tile): boolean {
  const side = 2 ** z;
  return (
    Number.isInteger(z) &&
    z >= 0 &&
    z <= MOST_ZOOM &&
    Number.isInteger(x) &&
    x >= 0 &&
    x < side &&
    Number.isInteger(y) &&
    y >= 0 &&
    y < side
  );
}

/** Longitude as a share of the world's width, 0 in the west. */
export const worldX = (lon: number): number => lon / 360 + 0.5;

/** Latitude as a share of the world's height, 0 in the north; poles are where the pyramid ends. */
export function worldY(lat: number): number {
  const sin = Math.sin((Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

const lonOf = (x: number): number => (x - 0.5) * 360;
const latOf = (y: number): number => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;

/** What a tile covers with its buffer, in degrees. */
export function boxOfTile({ z, x, y }: Tile): Box {
  const side = 2 ** z;
  const buffer = BUFFER / EXTENT;
  return [
    lonOf((x - buffer) / side),
    latOf(Math.min(1, (y + 1 + buffer) / side)),
    lonOf((x + 1 + buffer) / side),
    latOf(Math.max(0, (y - buffer) / side)),
  ];
}

/** One unit of a tile in degrees of longitude. */
export const unitDegrees = (z: number): number => 360 / 2 ** z / EXTENT;

/** The tile that holds a position at a zoom. */
export function tileAt(lon: number, lat: number, z: number): Tile {
  const side = 2 ** z;
  const clamp = (share: number): number => Math.max(0, Math.min(side - 1, Math.floor(share * side)));
  return { z, x: clamp(worldX(lon)), y: clamp(worldY(lat)) };
}
