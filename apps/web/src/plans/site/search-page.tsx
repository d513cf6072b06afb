import type { Geometry } from '@quantu/geometry';
import { SEARCH_CRITERIA, siteRoutes, type Candidate, type SearchAnswer, type SearchWish } from '@quantu/plans';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, InputNumber, Segmented, Slider } from 'antd';
import { useState } from 'react';
import { useMap } from '../../map/use-map.ts';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { saveText } from '../save-text.ts';
import { areaText } from '../words.ts';
import { HIT_COLOURS } from './lights.ts';
import { SiteMap } from './site-map.tsx';
import { UseChoice } from './wish-form.tsx';
import '../plans.css';
import './site.css';

const WEIGHTS = { size: '面积合适', use: '用途兼容', road: '离道路近', port: '离港口近', present: '现状合适' } as const;
const AVOIDS = {
  'permanent-farmland': '永久基本农田',
  'ecological-red-line': '生态保护红线',
  'safety-zone': '石化安全控制区',
  geohazard: '地质灾害风险区',
  flood: '洪涝风险控制线',
} as const;

const FIRST: SearchWish = {
  use: '',
  base: 'detailed-parcel',
  minM2: 10_000,
  maxM2: 100_000,
  isInside: true,
  avoid: ['permanent-farmland', 'ecological-red-line', 'safety-zone'],
  // Built ground first: no farmland has to be converted.
  present: ['07', '08', '09', '10', '11', '12', '13', '14', '16', '2301'],
  weights: { size: 20, use: 40, road: 20, port: 0, present: 20 },
};

/** 选址: what is asked for, and the parcels that fit, the best first. */
export function SiteSearchPage() {
  const district = useDistrict();
  const stage = useMap();
  const [wish, setWish] = useState(FIRST);
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const search = useMutation({
    mutationFn: (body: SearchWish) => call(siteRoutes.search, { params: { district }, body }),
    onSuccess: ({ data }) => setChosen(data[0] ?? null),
  });
  const change = (part: Partial<SearchWish>): void => setWish((before) => ({ ...before, ...part }));
  const found = search.data?.data ?? [];
  return (
    <div className="page site-page">
      <PageHead title="选址" note="按条件筛选地块，按权重排序" />
      <div className="site-columns">
        <form
          className="site-form"
          onSubmit={(event) => {
            event.preventDefault();
            search.mutate(wish);
          }}
        >
          <UseChoice value={wish.use === '' ? null : wish.use} onChange={(use) => change({ use: use ?? '' })} />
          <Segmented
            aria-label="在哪些地块里找"
            block
            value={wish.base}
            options={[
              { value: 'detailed-parcel', label: '详细规划地块' },
              { value: 'present-use', label: '现状图斑' },
            ]}
            onChange={(base: SearchWish['base']) => change({ base })}
          />
          <Sizes wish={wish} onChange={change} />
          <Checkbox checked={wish.isInside} onChange={({ target }) => change({ isInside: target.checked })}>
            在城镇开发边界内
          </Checkbox>
          <fieldset>
            <legend>避开</legend>
            <Checkbox.Group
              value={[...wish.avoid]}
              options={Object.entries(AVOIDS).map(([value, label]) => ({ value, label }))}
              onChange={(avoid: string[]) => change({ avoid })}
            />
          </fieldset>
          <fieldset className="site-weights">
            <legend>权重</legend>
            {SEARCH_CRITERIA.map((criterion) => (
              <label key={criterion}>
                <span>
                  {WEIGHTS[criterion]} <b>{wish.weights[criterion] ?? 0}</b>
                </span>
                <Slider
                  min={0}
                  max={100}
                  step={5}
                  ariaLabelForHandle={WEIGHTS[criterion]}
                  value={wish.weights[criterion] ?? 0}
                  onChange={(weight: number) => change({ weights: { ...wish.weights, [criterion]: weight } })}
                />
              </label>
            ))}
          </fieldset>
          <FaultLine error={search.error} />
          <Button type="primary" htmlType="submit" block disabled={wish.use === ''} loading={search.isPending}>
            开始选址
          </Button>
          {wish.use === '' && <p className="quiet">还要选拟用途</p>}
        </form>
        <SiteMap
          stage={stage}
          label="候选地块地图"
          site={null}
          shapes={found.map(({ shape, rank, key }) => ({
            shape,
            colour: key === chosen?.key ? HIT_COLOURS.chosen : '#0b5c6b',
            label: String(rank),
          }))}
          view={chosen?.shape ?? null}
        />
      </div>
      {search.data && <Found answer={search.data} chosen={chosen} onChoose={setChosen} />}
    </div>
  );
}

interface Asked {
  wish: SearchWish;
  onChange: (part: Partial<SearchWish>) => void;
}

function Sizes({ wish: { minM2, maxM2, roadM, portM }, onChange }: Asked) {
  const distance = (key: 'roadM' | 'portM', value: number | null): void => {
    onChange({ [key]: value ?? undefined });
  };
  return (
    <fieldset className="site-controls">
      <legend>面积和距离</legend>
      <label>
        最小（亩）
        <InputNumber
          aria-label="最小面积（亩）"
          min={0}
          precision={2}
          value={Number((minM2 * 0.0015).toFixed(2))}
          onChange={(mu) => onChange({ minM2: (mu ?? 0) / 0.0015 })}
        />
      </label>
      <label>
        最大（亩）
        <InputNumber
          aria-label="最大面积（亩）"
          min={0}
          precision={2}
          value={Number((maxM2 * 0.0015).toFixed(2))}
          onChange={(mu) => onChange({ maxM2: (mu ?? 0) / 0.0015 })}
        />
      </label>
      <label>
        距道路（米）
        <InputNumber
          aria-label="距道路不超过（米）"
          min={1}
          value={roadM ?? null}
          placeholder="不限"
          onChange={(m) => distance('roadM', m)}
        />
      </label>
      <label>
        距港口（米）
        <InputNumber
          aria-label="距港口不超过（米）"
          min={1}
          value={portM ?? null}
          placeholder="不限"
          onChange={(m) => distance('portM', m)}
        />
      </label>
    </fieldset>
  );
}

function Found({
  answer: { data, parcels, fitting, excluded, unjudged, formula },
  chosen,
  onChoose,
}: {
  answer: SearchAnswer;
  chosen: Candidate | null;
  onChoose: (candidate: Candidate) => void;
}) {
  return (
    <section aria-label="候选地块">
      <h2>
        {parcels} 个地块里有 {fitting} 个合适
        {data.length > 0 && (
          <Button type="link" onClick={() => saveText('候选地块.geojson', geoJsonOf(data))}>
            导出 GeoJSON
          </Button>
        )}
      </h2>
      {unjudged.map(({ criterion, text }) => (
        <Alert key={criterion} type="warning" showIcon title={text} />
      ))}
      <p className="quiet">
        {excluded.map(({ label, count }) => `${label} ${count} 个`).join('；')}
        {excluded.length > 0 && '。'}
        {formula}。
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="候选地块表">
        <table>
          <thead>
            <tr>
              {['名次', '地块', '用途', '面积', '得分', ...(data[0]?.values.map(({ label }) => label) ?? [])].map(
                (head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={`${one.layer}${one.key}`} className={one.key === chosen?.key ? 'is-chosen' : undefined}>
                <td>{one.rank}</td>
                <td>
                  <button type="button" className="link-button" onClick={() => onChoose(one)}>
                    {one.name}
                  </button>
                </td>
                <td>{one.codeLabel}</td>
                <td>{areaText(one.areaM2)}</td>
                <td>
                  <b>{(one.score * 100).toFixed(1)}</b>
                </td>
                {one.values.map(({ criterion, text, score }) => (
                  <td key={criterion}>
                    {text}
                    {score !== null && <span className="quiet">（{score.toFixed(2)}）</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function geoJsonOf(data: readonly Candidate[]): string {
  const features = data.map(
    ({
      shape,
      values,
      rank,
      key,
      name,
      codeLabel,
      areaM2,
      score,
    }): { type: 'Feature'; geometry: Geometry; properties: object } => ({
      type: 'Feature',
      geometry: shape,
      properties: {
        rank,
        key,
        name,
        codeLabel,
        areaM2,
        score,
        ...Object.fromEntries(values.map(({ label, text }) => [label, text])),
      },
    }),
  );
  return JSON.stringify({ type: 'FeatureCollection', features });
}
