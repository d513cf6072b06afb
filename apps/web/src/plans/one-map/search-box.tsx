import { mapRoutes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useDeferredValue, useState } from 'react';
import { fit } from '../../map/maplibre.ts';
import { call } from '../../shell/api.ts';
import { areaText } from '../words.ts';
import { plansKey } from '../use-plans.ts';
import { withLayer } from '../lying.ts';
import type { OneMapHere } from './use-one-map.ts';

const MOST = 12;

/** 地名、拼音、地块编号: what is chosen is flown to and opened. */
export function SearchBox({ here }: { here: OneMapHere }) {
  const { district, map, layers } = here;
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: [...plansKey(district), 'search', text],
    queryFn: ({ signal }) => call(mapRoutes.search, { params: { district }, query: { text, size: MOST }, signal }),
    enabled: text !== '',
    placeholderData: (before) => before,
  });
  const hits = text === '' ? [] : (found.data?.data ?? []);
  const go = (at: number): void => {
    const hit = hits[at];
    const box = found.data?.boxes[at];
    const code = layers.find(({ id }) => id === hit?.layer)?.code;
    if (!hit || !box) return;
    if (map) fit(map, box, 17);
    setTyped(hit.name ?? hit.code ?? hit.key);
    if (code === undefined) return;
    const isShown = here.shown.some((one) => one.code === code);
    here.show({
      tool: 'identify',
      pick: null,
      open: { code, key: hit.key },
      ...(isShown ? {} : { shown: withLayer(layers, here.shown, code) }),
    });
  };
  return (
    <AutoComplete
      className="map-search"
      value={typed}
      options={hits.map((hit, i) => ({
        value: String(i),
        label: (
          <span className="map-found">
            <span>{hit.name ?? hit.codeLabel ?? hit.key}</span>
            <span className="quiet">
              {hit.layerName}
              {hit.areaM2 > 0 && ` · ${areaText(hit.areaM2)}`}
            </span>
          </span>
        ),
      }))}
      onSearch={setTyped}
      onSelect={(value: string) => go(Number(value))}
      notFoundContent={text === '' || found.isPending ? null : `没有找到“${text}”`}
      placeholder="找地名、拼音、地块编号"
      aria-label="在图上查找"
      allowClear
      onClear={() => setTyped('')}
    />
  );
}
