import Flatbush from 'flatbush';
import type { Position } from '@quantu/geometry';

/** Metres east and north. */
export interface Shift {
  readonly eastM: number;
  readonly northM: number;
}

export const METRES = (Math.PI / 180) * 6_371_000;

/** From one place to another, near enough for hundreds of metres. */
export function between([lon, lat]: Position, [lon2, lat2]: Position): Shift {
  return { eastM: (lon2 - lon) * METRES * Math.cos((lat * Math.PI) / 180), northM: (lat2 - lat) * METRES };
}

/** The nearest place of the control, in metres round one latitude. */
export class Nearest {
  readonly #index: Flatbush;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #scale: number;

  constructor(control: readonly Position[], lat: number) {
    this.#scale = METRES * Math.cos((lat * Math.PI) / 180);
    this.#x = Float64Array.from(control, ([lon]) => lon * this.#scale);
    this.#y = Float64Array.from(control, ([, north]) => north * METRES);
    this.#index = new Flatbush(control.length);
    for (let i = 0; i < control.length; i++) {
      const [x, y] = [this.#x[i]!, this.#y[i]!];
      this.#index.add(x, y, x, y);
    }
    this.#index.finish();
  }

  /** From a point, moved, to the nearest of the control. */
  offset([lon, lat]: Position, moved: Shift): Shift & { readonly distanceM: number } {
    const x = lon * this.#scale + moved.eastM;
    const y = lat * METRES + moved.northM;
    const [at = 0] = this.#index.neighbors(x, y, 1);
    const [eastM, northM] = [this.#x[at]! - x, this.#y[at]! - y];
    return { eastM, northM, distanceM: Math.hypot(eastM, northM) };
  }
}
