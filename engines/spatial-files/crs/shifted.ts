import gcoord from 'gcoord';

/** Degrees: 1e-10 are 0.01 mm. */
const CLOSE = 1e-10;
const MOST_ROUNDS = 30;

type Turn = (lon: number, lat: number) => [lon: number, lat: number];

const shift =
  (to: 'GCJ02' | 'BD09'): Turn =>
  (lon, lat) =>
    gcoord.transform([lon, lat], gcoord.WGS84, gcoord[to]);

/** From true coordinates to those of Chinese web maps. Outside China nothing is moved. */
export const toGcj02: Turn = shift('GCJ02');
export const toBd09: Turn = shift('BD09');

/** Back again, to 0.01 mm: the published way back is off by centimetres, so the way there is turned round by iteration. */
export const fromGcj02: Turn = (lon, lat) => turned(toGcj02, lon, lat);
export const fromBd09: Turn = (lon, lat) => turned(toBd09, lon, lat);

function turned(there: Turn, lon: number, lat: number): [number, number] {
  let [x, y] = [lon, lat];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [shiftedX, shiftedY] = there(x, y);
    const [dx, dy] = [lon - shiftedX, lat - shiftedY];
    x += dx;
    y += dy;
    if (Math.abs(dx) < CLOSE && Math.abs(dy) < CLOSE) break;
  }
  return [x, y];
}
