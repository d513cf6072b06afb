import type { Position } from '@quantu/geometry';
import type { MapLayer } from '@quantu/plans';
import { App } from 'antd';
import { useState } from 'react';
import type { MapLibre } from '../../map/maplibre.ts';
import { fewest, geometryOf } from '../../map/draw.ts';
import { useFeaturesInView } from './use-features-in-view.ts';
import { useHistory, type History } from './use-history.ts';
import { originsOf } from './changes.ts';
import { merge, split } from './split-merge.ts';
import { weave, type EditFeature, type Features } from './topology.ts';

export type Mode = 'select' | 'draw' | 'split';

export interface Editor {
  readonly layer: MapLayer;
  /** The version that is drawn on, below zero a scenario; 0: the layer has none yet. */
  readonly base: number;
  readonly history: History;
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  readonly selected: ReadonlySet<string>;
  readonly select: (keys: readonly string[]) => void;
  /** Of what is being drawn, or of the line that cuts. */
  readonly corners: readonly Position[];
  readonly setCorners: (corners: readonly Position[]) => void;
  /** Ends what is being drawn. */
  readonly finish: () => void;
  readonly erase: () => void;
  readonly mergeSelected: () => void;
  /** What keeps the features of this view away: too many, or they did not come. */
  readonly notice: string | null;
  readonly change: (key: string, part: Partial<Pick<EditFeature, 'code' | 'name'>>) => void;
}

let made = 0;
const newKey = (): string => `new-${++made}`;

/** Features of a layer's draft, or of the version in force, being changed in the browser until they are saved. */
export function useEditor(map: MapLibre | null, district: string, layer: MapLayer, base: number): Editor {
  const { message } = App.useApp();
  const history = useHistory();
  const [mode, setMode] = useState<Mode>('select');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [corners, setCorners] = useState<readonly Position[]>([]);
  const notice = useFeaturesInView(map, { district, layer, base }, history);
  const chosen = [...selected].flatMap((key) => history.now.get(key) ?? []);
  const change = (mode: Mode): void => {
    setMode(mode);
    setCorners([]);
  };
  const put = (next: Features, keys: readonly string[]): void => {
    history.step(next);
    setSelected(new Set(keys));
    setCorners([]);
    setMode('select');
  };
  const finishDrawing = (): void => {
    const shape = corners.length < fewest(layer.shape) ? null : geometryOf(layer.shape, corners);
    if (!shape) return;
    const key = newKey();
    const woven = corners.reduce(weave, history.now);
    const feature = { key, isNew: true, code: null, name: null, attributes: {}, shape };
    put(new Map([...woven, [key, feature]]), [key]);
  };
  const finishCut = (): void => {
    const [one] = chosen;
    if (!one) return;
    const cut = split(one.shape, corners);
    if (typeof cut === 'string') {
      void message.warning(cut);
      setCorners([]);
      return;
    }
    const rest = new Map(history.now);
    rest.delete(one.key);
    const woven = cut.cuts.reduce(weave, rest as Features);
    const key = newKey();
    // The larger part keeps the identity.
    put(
      new Map([
        ...woven,
        [one.key, { ...one, shape: cut.shapes[0] }],
        [key, { ...one, key, isNew: true, shape: cut.shapes[1], from: originsOf([one]) }],
      ]),
      [one.key, key],
    );
  };
  return {
    layer,
    base,
    history,
    mode,
    setMode: change,
    selected,
    select: (keys) => setSelected(new Set(keys)),
    corners,
    setCorners,
    finish: mode === 'split' ? finishCut : finishDrawing,
    erase: () => {
      const next = new Map(history.now);
      for (const { key } of chosen) next.delete(key);
      put(next, []);
    },
    mergeSelected: () => {
      const merged = merge(chosen.map(({ shape }) => shape));
      const [first] = chosen;
      if (typeof merged === 'string') {
        void message.warning(merged);
        return;
      }
      if (!first) return;
      const next = new Map(history.now);
      for (const { key } of chosen) next.delete(key);
      put(next.set(first.key, { ...first, shape: merged, from: originsOf(chosen) }), [first.key]);
    },
    notice,
    change: (key, part) => {
      const feature = history.now.get(key);
      if (feature) history.step(new Map(history.now).set(key, { ...feature, ...part }));
    },
  };
}
