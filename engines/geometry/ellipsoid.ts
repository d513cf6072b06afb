/** CGCS2000 (GB 22021): half axes in metres, eccentricities squared. */
export const SEMI_MAJOR_M = 6_378_137;
export const FLATTENING = 1 / 298.257222101;
export const SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING);

const E2 = (SEMI_MAJOR_M ** 2 - SEMI_MINOR_M ** 2) / SEMI_MAJOR_M ** 2;
const [E4, E6, E8] = [E2 ** 2, E2 ** 3, E2 ** 4];
const A = 1 + (3 / 6) * E2 + (30 / 80) * E4 + (35 / 112) * E6 + (630 / 2304) * E8;
const B = (1 / 6) * E2 + (15 / 80) * E4 + (21 / 112) * E6 + (420 / 2304) * E8;
const C = (3 / 80) * E4 + (7 / 112) * E6 + (180 / 2304) * E8;
const D = (1 / 112) * E6 + (45 / 2304) * E8;
const E = (5 / 2304) * E8;
export const RADIANS = Math.PI / 180;

/**
 * Ellipsoid area of a closed ring, CGCS2000; its edges are straight in longitude and latitude.
 *
 * @param lonLat `[lon0, lat0, lon1, lat1, …]` degrees, first point repeated last.
 * @returns m², positive counter-clockwise; 0 for fewer than four points.
 * Source: 国土调查办发〔2008〕32号, 图斑椭球面积计算公式; within 2e-6 of Karney's geodesic area.
 */
export function ellipsoidArea(lonLat: Float64Array): number {
  if (lonLat.length < 8) return 0;
  const origin = lonLat[0]!;
  let sum = 0;
  for (let i = 2; i < lonLat.length; i += 2) {
    sum += (lonLat[i - 2]! - origin + (lonLat[i]! - origin)) * zoneM2(lonLat[i - 1]!, lonLat[i + 1]!);
  }
  return sum;
}

/**
 * What the official formula gives an edge between two latitudes, per degree of longitude of both its ends: an edge
 * counts `(lon1 − origin + lon2 − origin) × zoneM2`. Exactly the opposite for the edge run the other way.
 */
export function zoneM2(fromLat: number, toLat: number): number {
  const half = ((toLat - fromLat) / 2) * RADIANS;
  const middle = ((toLat + fromLat) / 2) * RADIANS;
  // Sines and cosines of odd multiples, each from the two before it.
  const [sin1, cos1] = [Math.sin(half), Math.cos(middle)];
  const sin2 = 2 - 4 * sin1 * sin1;
  const cos2 = 4 * cos1 * cos1 - 2;
  const [sin3, cos3] = [(sin2 + 1) * sin1, (cos2 - 1) * cos1];
  const [sin5, cos5] = [sin2 * sin3 - sin1, cos2 * cos3 - cos1];
  const [sin7, cos7] = [sin2 * sin5 - sin3, cos2 * cos5 - cos3];
  const [sin9, cos9] = [sin2 * sin7 - sin5, cos2 * cos7 - cos5];
  const sum = A * sin1 * cos1 - B * sin3 * cos3 + C * sin5 * cos5 - D * sin7 * cos7 + E * sin9 * cos9;
  return SEMI_MINOR_M ** 2 * RADIANS * sum;
}
