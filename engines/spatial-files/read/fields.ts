import type { AttributeValue, LayerKind, SpatialField } from './layer.ts';
import type { Box, Geometry } from '@quantu/geometry';
import { partsOf } from '@quantu/geometry';
import { CoreBox } from './core-box.ts';

/** Finds the columns of objects that name their own. */
export class FieldFinder {
  readonly #found = new Map<string, { type: SpatialField['type'] | null; width: number }>();

  add(attributes: Readonly<Record<string, AttributeValue>>): void {
    for (const key in attributes) {
      const value = attributes[key]!;
      const field = this.#found.get(key) ?? { type: null, width: 0 };
      this.#found.set(key, field);
      if (value === null) continue;
      const type = typeOf(value);
      field.type = field.type === null || field.type === type ? type : wider(field.type, type);
      if (typeof value === 'string' && value.length > field.width) field.width = value.length;
    }
  }

  get fields(): SpatialField[] {
    return [...this.#found].map(([name, { type, width }]) => ({
      name,
      label: null,
      type: type ?? 'text',
      width: type === 'text' ? width : null,
    }));
  }
}

function typeOf(value: string | number | boolean): SpatialField['type'] {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'day' : 'text';
}

function wider(one: SpatialField['type'], other: SpatialField['type']): SpatialField['type'] {
  const isNumber = (type: SpatialField['type']): boolean => type === 'number' || type === 'integer';
  return isNumber(one) && isNumber(other) ? 'number' : 'text';
}

/** Finds what kind of geometries there are, and where. */
export class ExtentFinder {
  readonly #kinds = new Set<LayerKind>();
  readonly #core = new CoreBox();
  #box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];

  add(geometry: Geometry | null): void {
    if (geometry === null) return;
    this.#kinds.add(kindOf(geometry));
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const part of partsOf(geometry)) {
      for (const [x, y] of part) {
        if (x < minX) minX = x;
        if (y < minY) minY = y;
        if (x > maxX) maxX = x;
        if (y > maxY) maxY = y;
      }
    }
    if (minX > maxX) return;
    this.#core.add(minX, minY, maxX, maxY);
    const [west, south, east, north] = this.#box;
    this.#box = [Math.min(west, minX), Math.min(south, minY), Math.max(east, maxX), Math.max(north, maxY)];
  }

  get kind(): LayerKind {
    return this.#kinds.size > 1 ? 'mixed' : ([...this.#kinds][0] ?? 'none');
  }

  get box(): Box | null {
    return this.#box[0] <= this.#box[2] ? this.#box : null;
  }

  get core(): Box | null {
    return this.#core.box;
  }
}

export function kindOf({ type }: Geometry): 'point' | 'line' | 'area' {
  if (type.endsWith('Point')) return 'point';
  return type.endsWith('LineString') ? 'line' : 'area';
}

/** A value of JSON in a cell: lists and objects as their text. */
export function attributeOf(value: unknown): AttributeValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return JSON.stringify(value);
}
