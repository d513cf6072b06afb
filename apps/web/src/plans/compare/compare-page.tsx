import { boxAround, type Box } from '@quantu/geometry';
import type { MapLayer } from '@quantu/plans';
import { Segmented, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { MapLibre } from '../../map/maplibre.ts';
import { fit } from '../../map/maplibre.ts';
import { readPlace, writePlace } from '../../map/place.ts';
import { useMap } from '../../map/use-map.ts';
import { useTitle } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { LinkButton } from '../link-button.tsx';
import { firstShown, lyingOf } from '../lying.ts';
import { readShown, writeShown, type Shown } from '../map-state.ts';
import { mapAddress, useMapLayers } from '../use-plans.ts';
import { usePlanLayers } from '../use-plan-layers.ts';
import { useVersions } from '../versions/use-versions.ts';
import '../plans.css';
import './compare.css';
import '../../map/map.css';

/** Two layers, or two versions of one, on the same place: side by side, or one drawn aside like a curtain. */
export function CompareMapsPage() {
  useTitle('地图比较');
  const layers = useMapLayers();
  const district = useDistrict();
  if (layers.isPending) return <Loading />;
  if (!layers.data) return <Failed error={layers.error} onRetry={() => void layers.refetch()} />;
  const drawable = layers.data.data.filter(({ version, drafts }) => version !== null || drafts.length > 0);
  if (drawable.length === 0) {
    return (
      <div className="page">
        <Empty title="没有可比较的图层" action={<LinkButton to={mapAddress(district)}>回到一张图</LinkButton>}>
          先导入并发布图层。
        </Empty>
      </div>
    );
  }
  return <TwoMaps layers={drawable} />;
}

type Mode = 'swipe' | 'two';

function TwoMaps({ layers }: { layers: readonly MapLayer[] }) {
  const district = useDistrict();
  const [search, setSearch] = useSearchParams();
  const first = firstShown(layers);
  const ground = first.at(-1) ?? { code: layers[0]!.code, opacity: 100, version: null };
  const a = readShown(search.get('a'))?.[0] ?? ground;
  const b = readShown(search.get('b'))?.[0] ?? otherThan(layers, a);
  const mode: Mode = search.get('mode') === 'two' ? 'two' : 'swipe';
  const [part, setPart] = useState(50);
  const [place] = useState(() => readPlace(search.get('at')));
  const start = place ? { center: place.center, zoom: place.zoom } : {};
  const { frame: leftFrame, map: left, problem } = useMap(start);
  const { frame: rightFrame, map: right } = useMap(start);
  const put = (change: Record<string, string>): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(change)) next.set(key, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  useSide(left, layers, a, district);
  useSide(right, layers, b, district);
  useTogether(left, right, (at) => put({ at }));
  useFirstBox(left, place === null ? boxesOf(layers, [a, b]) : null);
  useEffect(() => {
    // Another way of comparing gives both another width.
    for (const map of mode === 'two' ? [left, right] : [right, left]) map?.resize();
  }, [mode, left, right]);
  return (
    <div className="compare">
      <h1 className="sr-only">地图比较</h1>
      <div className="map-tools">
        <Link to={mapAddress(district)}>一张图</Link>
        <Side word="左" one={a} layers={layers} onChange={(next) => put({ a: writeShown([next]) })} />
        <Side word="右" one={b} layers={layers} onChange={(next) => put({ b: writeShown([next]) })} />
        <Segmented
          aria-label="怎样比较"
          value={mode}
          options={[
            { value: 'swipe', label: '卷帘' },
            { value: 'two', label: '并排' },
          ]}
          onChange={(value: Mode) => put({ mode: value })}
        />
      </div>
      {problem !== null && <p className="problem">{problem}</p>}
      <div className={`compare-stage compare-${mode}`}>
        <div className="compare-side">
          <div ref={leftFrame} className="map-sheet" role="region" aria-label="左图" />
        </div>
        <div
          className="compare-side compare-right"
          style={mode === 'swipe' ? { clipPath: `inset(0 0 0 ${part}%)` } : undefined}
        >
          <div ref={rightFrame} className="map-sheet" role="region" aria-label="右图" />
        </div>
        {mode === 'swipe' && (
          <>
            <div className="curtain" style={{ left: `${part}%` }} aria-hidden="true" />
            <input
              type="range"
              className="curtain-hold"
              aria-label="卷帘位置"
              min={0}
              max={100}
              step={0.5}
              value={part}
              onChange={({ target }) => setPart(Number(target.value))}
            />
          </>
        )}
      </div>
    </div>
  );
}

function otherThan(layers: readonly MapLayer[], { code }: Shown): Shown {
  const layer = layers.find((one) => one.code === code);
  const draft = layer?.drafts[0]?.number ?? null;
  const current = layer?.version?.number ?? null;
  // Its draft, its version before, or another layer.
  if (draft !== null && current !== null) return { code, opacity: 100, version: draft };
  if (current !== null && current > 1) return { code, opacity: 100, version: current - 1 };
  return { code: layers.find((one) => one.code !== code)?.code ?? code, opacity: 100, version: null };
}

function boxesOf(layers: readonly MapLayer[], shown: readonly Shown[]): Box | null {
  const codes = shown.map(({ code }) => code);
  const boxes = layers.flatMap(({ code, box }) => (box && codes.includes(code) ? [box as unknown as Box] : []));
  return boxAround(boxes);
}

function useSide(map: MapLibre | null, layers: readonly MapLayer[], one: Shown, district: string): void {
  const text = writeShown([one]);
  const drawn = useMemo(() => lyingOf(layers, readShown(text)), [layers, text]);
  usePlanLayers(map, district, drawn);
}

/** Both maps look at the same place: whichever is moved takes the other along. */
function useTogether(left: MapLibre | null, right: MapLibre | null, onRest: (at: string) => void): void {
  useEffect(() => {
    if (!left || !right) return undefined;
    let isFollowing = false;
    const follow = (moved: MapLibre, other: MapLibre) => (): void => {
      if (isFollowing) return;
      isFollowing = true;
      other.jumpTo({ center: moved.getCenter(), zoom: moved.getZoom() });
      isFollowing = false;
    };
    const [withLeft, withRight] = [follow(left, right), follow(right, left)];
    const rest = (): void => onRest(writePlace(left.getZoom(), left.getCenter()));
    left.on('move', withLeft);
    right.on('move', withRight);
    left.on('moveend', rest);
    withLeft();
    return () => {
      left.off('move', withLeft);
      right.off('move', withRight);
      left.off('moveend', rest);
    };
    // What is done at rest writes the address, which always can.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [left, right]);
}

function useFirstBox(map: MapLibre | null, box: Box | null): void {
  const isFitted = useRef(false);
  const text = JSON.stringify(box);
  useEffect(() => {
    if (!map || isFitted.current) return;
    isFitted.current = true;
    fit(map, JSON.parse(text) as Box | null, 16);
  }, [map, text]);
}

interface SideProps {
  word: string;
  one: Shown;
  layers: readonly MapLayer[];
  onChange: (next: Shown) => void;
}

/** Which layer and which of its versions a side shows. */
function Side({ word, one, layers, onChange }: SideProps) {
  const layer = layers.find(({ code }) => code === one.code);
  const versions = useVersions(layer?.id ?? '').data ?? [];
  const current = layer?.version?.number;
  const options = [
    ...versions
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ number, stateLabel }) => ({ value: number, label: `第 ${number} 版（${stateLabel}）` })),
    ...(layer?.scenarios ?? []).map(({ number, name }) => ({ value: number, label: `方案：${name}` })),
  ];
  return (
    <span className="compare-choice">
      <b>{word}</b>
      <Select
        aria-label={`${word}图的图层`}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={one.code}
        options={layers.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(code: string) => onChange({ code, opacity: 100, version: null })}
      />
      <Select
        aria-label={`${word}图的版本`}
        popupMatchSelectWidth={false}
        value={one.version ?? current ?? null}
        options={options}
        onChange={(version: number) => onChange({ ...one, version: version === current ? null : version })}
      />
    </span>
  );
}
