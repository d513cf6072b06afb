import { isBound, type MapLayer } from '@quantu/plans';
import { usualOrder } from './layer-style.ts';
import type { Shown } from './map-state.ts';

/** A layer that lies on the map, with the version that is drawn. */
export interface Lying {
  readonly layer: MapLayer;
  readonly version: number;
  readonly isDraft: boolean;
  /** What the scenario is called that is drawn; null: it is a version. */
  readonly scenario: string | null;
  readonly opacity: number;
}

/** What of the layers can be drawn: named versions as named, others as of the day. The first lies on top. */
export function lyingOf(layers: readonly MapLayer[], shown: readonly Shown[] | null): Lying[] {
  return (shown ?? firstShown(layers)).flatMap(({ code, opacity, version }) => {
    const layer = layers.find((one) => one.code === code);
    const number = version ?? layer?.version?.number;
    if (!layer || number === undefined) return [];
    const scenario = layer.scenarios.find((one) => one.number === number)?.name ?? null;
    // One that is closed, or not for this reader: what is in force.
    const drawn = number < 0 && scenario === null ? layer.version?.number : number;
    if (drawn === undefined) return [];
    const isDraft = layer.drafts.some((draft) => draft.number === drawn);
    return [{ layer, version: drawn, opacity, isDraft, scenario }];
  });
}

/** Before anybody has chosen: one ground of land use, and what bounds, runs and stands on it. */
export function firstShown(layers: readonly MapLayer[]): Shown[] {
  const published = usualOrder(layers.filter(({ version }) => version !== null));
  const grounds = published.filter(({ shape, role }) => shape === 'area' && !isBound(role));
  const ground =
    grounds.find(({ role }) => role === 'present-use') ??
    grounds.find(({ role }) => role === 'planned-use') ??
    grounds.find(({ role }) => role !== 'building') ??
    grounds[0];
  return published
    .filter((layer) => !grounds.includes(layer) || layer === ground || layer.role === 'building')
    .map(({ code }) => ({ code, opacity: 100, version: null }));
}

/** Puts a layer where its kind belongs, above others of its height. */
export function withLayer(layers: readonly MapLayer[], shown: readonly Shown[], code: string): Shown[] {
  const order = usualOrder(layers).map((layer) => layer.code);
  const at = shown.findIndex((one) => order.indexOf(one.code) > order.indexOf(code));
  const one = { code, opacity: 100, version: null };
  return at < 0 ? [...shown, one] : [...shown.slice(0, at), one, ...shown.slice(at)];
}

/** Moves a layer up (-1) or down (1) by one. */
export function moved(shown: readonly Shown[], code: string, by: -1 | 1): Shown[] {
  const from = shown.findIndex((one) => one.code === code);
  const to = from + by;
  const [one, other] = [shown[from], shown[to]];
  if (!one || !other) return [...shown];
  return shown.map((each, i) => (i === from ? other : i === to ? one : each));
}
