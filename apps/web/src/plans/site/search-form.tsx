import { SEARCH_CRITERIA, type SearchWish } from '@quantu/plans';
import { Checkbox, InputNumber, Segmented, Slider } from 'antd';
import { UseChoice } from './wish-form.tsx';

const WEIGHTS = { size: '面积合适', use: '用途兼容', road: '离道路近', port: '离港口近', present: '现状合适' } as const;
const AVOIDS = {
  'permanent-farmland': '永久基本农田',
  'ecological-red-line': '生态保护红线',
  'safety-zone': '石化安全控制区',
  geohazard: '地质灾害风险区',
  flood: '洪涝风险控制线',
} as const;

export const FIRST_WISH: SearchWish = {
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

interface Asked {
  wish: SearchWish;
  onChange: (part: Partial<SearchWish>) => void;
}

/** What a site is searched by: what it must have, and what counts how much. */
export function SearchForm({ wish, onChange }: Asked) {
  return (
    <>
      <UseChoice value={wish.use === '' ? null : wish.use} onChange={(use) => onChange({ use: use ?? '' })} />
      <Segmented
        aria-label="在哪些地块里找"
        block
        value={wish.base}
        options={[
          { value: 'detailed-parcel', label: '详细规划地块' },
          { value: 'present-use', label: '现状图斑' },
        ]}
        onChange={(base: SearchWish['base']) => onChange({ base })}
      />
      <Sizes wish={wish} onChange={onChange} />
      <Checkbox checked={wish.isInside} onChange={({ target }) => onChange({ isInside: target.checked })}>
        在城镇开发边界内
      </Checkbox>
      <fieldset>
        <legend>避开</legend>
        <Checkbox.Group
          value={[...wish.avoid]}
          options={Object.entries(AVOIDS).map(([value, label]) => ({ value, label }))}
          onChange={(avoid: string[]) => onChange({ avoid })}
        />
      </fieldset>
      <Weights wish={wish} onChange={onChange} />
    </>
  );
}

const M2_PER_MU = 10_000 / 15;
const AREAS = [
  { key: 'minM2', label: '最小（亩）', name: '最小面积（亩）' },
  { key: 'maxM2', label: '最大（亩）', name: '最大面积（亩）' },
] as const;
const LIMITS = [
  { key: 'roadM', label: '距道路（米）', name: '距道路不超过（米）', most: 100_000 },
  { key: 'portM', label: '距港口（米）', name: '距港口不超过（米）', most: 200_000 },
  { key: 'slopeDeg', label: '坡度（度）', name: '坡度不超过（度）', most: 90 },
] as const;

function Sizes({ wish, onChange }: Asked) {
  return (
    <fieldset className="site-controls">
      <legend>面积、距离和坡度</legend>
      {AREAS.map(({ key, label, name }) => (
        <Amount
          key={key}
          label={label}
          name={name}
          value={Number((wish[key] / M2_PER_MU).toFixed(2))}
          onChange={(mu) => onChange({ [key]: (mu ?? 0) * M2_PER_MU })}
        />
      ))}
      {LIMITS.map(({ key, label, name, most }) => (
        <Amount
          key={key}
          label={label}
          name={name}
          value={wish[key] ?? null}
          most={most}
          onChange={(value) => onChange({ [key]: value ?? undefined })}
        />
      ))}
    </fieldset>
  );
}

interface AmountProps {
  label: string;
  name: string;
  value: number | null;
  most?: number;
  onChange: (value: number | null) => void;
}

/** `most` is given where nothing typed means no limit. */
function Amount({ label, name, value, most, onChange }: AmountProps) {
  return (
    <label>
      {label}
      <InputNumber
        aria-label={name}
        min={most === undefined ? 0 : 1}
        {...(most === undefined ? { precision: 2 } : { max: most, placeholder: '不限' })}
        value={value}
        onChange={onChange}
      />
    </label>
  );
}

function Weights({ wish: { weights }, onChange }: Asked) {
  return (
    <fieldset className="site-weights">
      <legend>权重</legend>
      {SEARCH_CRITERIA.map((criterion) => (
        <label key={criterion}>
          <span>
            {WEIGHTS[criterion]} <b>{weights[criterion] ?? 0}</b>
          </span>
          <Slider
            min={0}
            max={100}
            step={5}
            ariaLabelForHandle={WEIGHTS[criterion]}
            value={weights[criterion] ?? 0}
            onChange={(weight: number) => onChange({ weights: { ...weights, [criterion]: weight } })}
          />
        </label>
      ))}
    </fieldset>
  );
}
