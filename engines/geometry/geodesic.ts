import { FLATTENING, RADIANS, SEMI_MAJOR_M, SEMI_MINOR_M } from './ellipsoid.ts';
import type { Position } from './geometry.ts';

const MOST_STEPS = 100;

/**
 * Shortest way between two positions on the ellipsoid, in metres.
 *
 * Vincenty's inverse formula (Survey Review XXIII, 1975), to 0.5 mm. It has no answer for positions almost opposite
 * on the globe (within 1° of it): there the sphere of the same volume answers, to 0.6 %.
 */
export function geodesicM(from: Position, to: Position): number {
  const l = (to[0] - from[0]) * RADIANS;
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(from[1] * RADIANS));
  const u2 = Math.atan((1 - FLATTENING) * Math.tan(to[1] * RADIANS));
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let step = 0; step < MOST_STEPS; step++) {
    const sinSigma = Math.hypot(cos2 * Math.sin(lambda), cos1 * sin2 - sin1 * cos2 * Math.cos(lambda));
    if (sinSigma === 0) return 0;
    const cosSigma = sin1 * sin2 + cos1 * cos2 * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cos1 * cos2 * Math.sin(lambda)) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const cos2M = cos2Alpha === 0 ? 0 : cosSigma - (2 * sin1 * sin2) / cos2Alpha;
    const c = (FLATTENING / 16) * cos2Alpha * (4 + FLATTENING * (4 - 3 * cos2Alpha));
    const bend = sigma + c * sinSigma * (cos2M + c * cosSigma * (2 * cos2M ** 2 - 1));
    const next = l + (1 - c) * FLATTENING * sinAlpha * bend;
    if (Math.abs(next) > Math.PI) break;
    if (Math.abs(next - lambda) < 1e-13) return arcM(cos2Alpha, sigma, sinSigma, cosSigma, cos2M);
    lambda = next;
  }
  return sphereM(from, to);
}

function arcM(cos2Alpha: number, sigma: number, sinSigma: number, cosSigma: number, cos2M: number): number {
  const u = (cos2Alpha * (SEMI_MAJOR_M ** 2 - SEMI_MINOR_M ** 2)) / SEMI_MINOR_M ** 2;
  const a = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
  const b = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
  const inner = cosSigma * (2 * cos2M ** 2 - 1) - (b / 6) * cos2M * (4 * sinSigma ** 2 - 3) * (4 * cos2M ** 2 - 3);
  return SEMI_MINOR_M * a * (sigma - b * sinSigma * (cos2M + (b / 4) * inner));
}

function sphereM([lon1, lat1]: Position, [lon2, lat2]: Position): number {
  const radius = Math.cbrt(SEMI_MAJOR_M ** 2 * SEMI_MINOR_M);
  const half =
    Math.sin(((lat2 - lat1) * RADIANS) / 2) ** 2 +
    Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(((lon2 - lon1) * RADIANS) / 2) ** 2;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(half)));
}
