import type { Position } from '@quantu/geometry';
import { drawingRoutes, MOST_SHAPES, type MapLayer } from '@quantu/plans';
import { App } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../shell/api.ts';
import { fit, type MapLibre } from '../../map/maplibre.ts';
import { fewest, geometryOf } from '../../map/draw.ts';
import { useHistory, type History } from './use-history.ts';
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
  /** What keeps the features away: too many, or none is near. */
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
  const notice = useFeaturesInView(map, district, layer, base, history);
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
    const feature = { key, isNew: true, code: null, name: null, shape };
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
        [key, { ...one, key, isNew: true, shape: cut.shapes[1] }],
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
      put(next.set(first.key, { ...first, shape: merged }), [first.key]);
    },
    notice,
    change: (key, part) => {
      const feature = history.now.get(key);
      if (feature) history.step(new Map(history.now).set(key, { ...feature, ...part }));
    },
  };
}

const MOST_EDITED = 3000;

/** Brings the features of what is in view, unless they are too many to be edited one by one. */
function useFeaturesInView(
  map: MapLibre | null,
  district: string,
  layer: MapLayer,
  base: number,
  history: History,
): string | null {
  const [notice, setNotice] = useState<string | null>(null);
  const [view, setView] = useState<string | null>(null);
  const { id, box } = layer;
  useEffect(() => {
    if (!map) return undefined;
    const look = (): void =>
      setView(
        map
          .getBounds()
          .toArray()
          .flat()
          .map((one) => one.toFixed(7))
          .join(),
      );
    map.on('moveend', look);
    if (box) fit(map, box, 17);
    look();
    return () => {
      map.off('moveend', look);
    };
    // Where the map begins is decided once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [map]);
  useEffect(() => {
    if (view === null || base === 0) return undefined;
    const asked = new AbortController();
    const bring = async (): Promise<void> => {
      try {
        const params = { district, layer: id };
        const query = { box: view, version: base };
        const { data, total } = await call(drawingRoutes.shapes, { params, query, signal: asked.signal });
        if (total > Math.min(MOST_EDITED, MOST_SHAPES)) {
          setNotice(`这里有 ${total} 个要素，放大到 ${MOST_EDITED} 个以内再编辑`);
          return;
        }
        setNotice(null);
        history.bring(data.map(({ key, code, name, shape }) => ({ key, code, name, shape, isNew: false })));
      } catch (error) {
        if (!asked.signal.aborted) setNotice(error instanceof Error ? error.message : '要素没有取到，请移动地图再试');
      }
    };
    void bring();
    return () => asked.abort();
    // The history takes in what comes; it does not ask for it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [view, base, id, district]);
  return notice;
}
