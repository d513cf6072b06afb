import { drawingRoutes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { call } from '../../shell/api.ts';
import { grouped } from '../../shell/figure-text.ts';
import { FaultLine } from '../../shell/states.tsx';
import type { Method, Theme } from '../map-state.ts';
import { plansKey } from '../use-plans.ts';
import { useTheme } from './use-theme.ts';
import type { OneMapHere } from './use-one-map.ts';

const METHOD_WORDS: readonly { readonly value: Method; readonly label: string }[] = [
  { value: 'quantile', label: '等个数' },
  { value: 'natural', label: '自然间断' },
  { value: 'equal', label: '等间距' },
];

/** A layer coloured by the values of one of its fields. */
export function Thematic({ here }: { here: OneMapHere }) {
  const { lying, state, district } = here;
  const { theme } = state;
  const chosen = lying.find(({ layer }) => layer.code === theme?.code) ?? lying[0];
  const fields = useQuery({
    queryKey: [...plansKey(district), 'fields', chosen?.layer.id, chosen?.version],
    queryFn: ({ signal }) =>
      call(drawingRoutes.fields, {
        params: { district, layer: chosen?.layer.id ?? '' },
        query: chosen ? { version: chosen.version } : {},
        signal,
      }),
    enabled: chosen !== undefined,
  });
  const { bands, error } = useTheme(here);
  if (!chosen) return <p>先在“图层”里打开一个图层。</p>;
  const put = (part: Partial<Theme>): void => {
    const next = { code: chosen.layer.code, field: '', method: 'quantile' as const, classes: 5, ...theme, ...part };
    here.show({ theme: next.field === '' ? null : next });
  };
  const known = fields.data?.data ?? [];
  const isNumber = known.find(({ field }) => field === theme?.field)?.kind === 'number';
  return (
    <>
      <div className="theme-form">
        <label>
          图层
          <Select
            aria-label="专题图层"
            value={chosen.layer.code}
            options={lying.map(({ layer }) => ({ value: layer.code, label: layer.name }))}
            onChange={(code: string) => here.show({ theme: { code, field: 'code', method: 'quantile', classes: 5 } })}
          />
        </label>
        <label>
          字段
          <Select
            aria-label="专题字段"
            showSearch
            value={theme?.code === chosen.layer.code ? theme.field : null}
            placeholder="选一个字段"
            options={known.map(({ field, kind }) => ({
              value: field,
              label: `${FIELD_WORDS[field] ?? field}${kind === 'number' ? '（数）' : ''}`,
            }))}
            onChange={(field: string) => put({ field })}
          />
        </label>
        {isNumber && theme && (
          <>
            <Segmented
              aria-label="分级方法"
              options={[...METHOD_WORDS]}
              value={theme.method}
              onChange={(method: Method) => put({ method })}
            />
            <label>
              分几级
              <Select
                aria-label="级数"
                value={theme.classes}
                options={[3, 4, 5, 6, 7, 8, 9].map((value) => ({ value, label: `${value} 级` }))}
                onChange={(classes: number) => put({ classes })}
              />
            </label>
          </>
        )}
      </div>
      <FaultLine error={error ?? fields.error} />
      {theme && bands.length > 0 && (
        <>
          <ul className="theme-legend" aria-label={`图例：${theme.field}`}>
            {bands.map(({ label, colour, features }) => (
              <li key={label}>
                <span className="swatch" style={{ background: colour }} aria-hidden="true" />
                <span>{label}</span>
                {!isNumber && <span className="num quiet">{grouped(String(features))}</span>}
              </li>
            ))}
          </ul>
          <p className="map-acts">
            <Button onClick={() => here.show({ theme: null })}>恢复标准颜色</Button>
          </p>
        </>
      )}
    </>
  );
}

/** What every feature has besides its own attributes. */
const FIELD_WORDS: Readonly<Record<string, string>> = { code: '分类代码', areaM2: '椭球面积（平方米）', name: '名称' };
