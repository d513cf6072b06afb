const STEPS = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30];
const LINES_ACROSS = 8;

/** How far apart the lines of the grid are, in degrees: about eight across what is seen. */
export function stepOf(width: number): number {
  return STEPS.find((step) => width / step <= LINES_ACROSS) ?? 30;
}

interface Lines {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    properties: null;
    geometry: { type: 'LineString'; coordinates: [number, number][] };
  }[];
}

/** Meridians and parallels through a box, `[west, south, east, north]`. */
export function graticule([west, south, east, north]: readonly [number, number, number, number], step: number): Lines {
  const lines: [number, number][][] = [];
  for (let i = Math.ceil(west / step); i * step <= east; i++)
    lines.push([
      [i * step, south],
      [i * step, north],
    ]);
  for (let i = Math.ceil(south / step); i * step <= north; i++)
    lines.push([
      [west, i * step],
      [east, i * step],
    ]);
  return {
    type: 'FeatureCollection',
    features: lines.map((coordinates) => ({
      type: 'Feature',
      properties: null,
      geometry: { type: 'LineString', coordinates },
    })),
  };
}
