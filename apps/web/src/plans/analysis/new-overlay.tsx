import {
  CONFLICT_KINDS,
  conflictKindLabel,
  STANDARD_KEY,
  type ConflictKind,
  type MapLayer,
  type OverlayWish,
} from '@quantu/plans';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useMapLayers } from '../use-plans.ts';
import { ruleSetAddress, useRuleSets } from './rules/use-rule-sets.ts';
import { useStartOverlay } from './use-overlays.ts';
import { SliverFields } from './sliver-fields.tsx';

interface Chosen {
  readonly layer: string;
  /** Null: the version in force. */
  readonly version: number | null;
}

/** Which layers are laid over each other, in which versions and by which rules. */
export function NewOverlay({ onClose }: { onClose: (() => void) | null }) {
  const layers = (useMapLayers().data?.data ?? []).filter(({ shape, version, drafts }) => shape === 'area' && (version !== null || drafts.length > 0)); // prettier-ignore
  const district = useDistrict();
  const start = useStartOverlay();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const sets = useRuleSets().data?.data ?? [];
  const [ruleKey, setRuleKey] = useState<string>(STANDARD_KEY);
  // What is decided otherwise for this run; null: as the rule set says.
  const [own, setOwn] = useState<{ kinds?: readonly ConflictKind[]; sliver?: OverlayWish['sliver'] }>({});
  const rules = sets.find(({ key }) => key === ruleKey)?.rules;
  const kinds = own.kinds ?? rules?.kinds ?? [];
  const sliver = own.sliver ?? rules?.sliver ?? { minM2: 0, widthM: 0 };
  const [isTrial, setTrial] = useState(false);
  const usual = layers.filter(({ id }) => chosen.some(({ layer }) => layer === id)).map((layer) => layer.name).join('与'); // prettier-ignore
  const wish: OverlayWish = {
    name: (name.trim() || usual).slice(0, 80),
    layers: chosen.map(({ layer, version }) => ({ layer, ...(version === null ? {} : { version }) })),
    rules: { key: ruleKey },
    ...(own.kinds ? { kinds: [...own.kinds] } : {}),
    ...(own.sliver ? { sliver: own.sliver } : {}),
    isTrial,
  };
  return (
    <form
      className="sheet overlay-form"
      aria-label="新的叠加"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(wish);
      }}
    >
      <fieldset>
        <legend>图层和版本</legend>
        <ul className="overlay-layers">
          {layers.map((layer) => (
            <LayerLine key={layer.id} layer={layer} chosen={chosen} onChange={setChosen} />
          ))}
        </ul>
        {layers.length === 0 && <p className="quiet">一张图上还没有面图层，先导入空间数据并发布。</p>}
      </fieldset>
      <fieldset>
        <legend>规则</legend>
        <p className="overlay-limits">
          <Select
            aria-label="叠加规则"
            value={ruleKey}
            popupMatchSelectWidth={false}
            options={sets.map(({ key, label, version }) => ({ value: key, label: `${label}（第 ${version} 版）` }))}
            onChange={(key: string) => {
              setRuleKey(key);
              setOwn({});
            }}
          />
          <Link to={ruleSetAddress(district, ruleKey)}>看这套规则</Link>
        </p>
        <Checkbox.Group
          className="overlay-kinds"
          value={[...kinds]}
          onChange={(values) => setOwn({ ...own, kinds: CONFLICT_KINDS.filter((kind) => values.includes(kind)) })}
          options={CONFLICT_KINDS.map((kind) => ({ value: kind, label: conflictKindLabel(kind) }))}
        />
        <p className="overlay-limits">
          <SliverFields sliver={sliver} onChange={(next) => setOwn({ ...own, sliver: next })} />
        </p>
        <p className="quiet">更小、更细的算碎小图形，另外计数和合计，不会丢掉。</p>
      </fieldset>
      <p className="overlay-limits">
        <label>
          叠加方案{' '}
          <Input
            className="overlay-name"
            value={name}
            maxLength={80}
            placeholder={usual || '如：总规与永农'}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <Checkbox checked={isTrial} onChange={({ target }) => setTrial(target.checked)}>
          只试算，不写入差异图斑台账
        </Checkbox>
      </p>
      <FaultLine error={start.error} />
      <p className="overlay-acts">
        <Button
          type="primary"
          htmlType="submit"
          loading={start.isPending}
          disabled={chosen.length === 0 || kinds.length === 0}
        >
          开始叠加
        </Button>
        {onClose && <Button onClick={onClose}>取消</Button>}
        <span className="quiet">已选 {chosen.length} 个图层</span>
      </p>
    </form>
  );
}

interface LineProps {
  layer: MapLayer;
  chosen: readonly Chosen[];
  onChange: (chosen: readonly Chosen[]) => void;
}

function LayerLine({ layer, chosen, onChange }: LineProps) {
  const own = chosen.find((one) => one.layer === layer.id);
  const current = layer.version?.number ?? null;
  const draft = layer.drafts[0]?.number;
  const others = chosen.filter((one) => one.layer !== layer.id);
  const put = (version: number | null): void => onChange([...others, { layer: layer.id, version }]);
  const older = Array.from({ length: (current ?? 1) - 1 }, (_, i) => current! - 1 - i);
  const options = [
    ...(current === null ? [] : [{ value: 0, label: `现行（第 ${current} 版）` }]),
    ...(draft === undefined ? [] : [{ value: draft, label: `草稿（第 ${draft} 版）` }]),
    ...older.map((number) => ({ value: number, label: `第 ${number} 版` })),
  ];
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={own !== undefined}
          onChange={({ target }) =>
            target.checked ? put(current === null ? (draft ?? null) : null) : onChange(others)
          }
        />{' '}
        {layer.name}
      </label>
      <span className="quiet">{layer.roleLabel ?? '没有标明作用'}</span>
      <Select
        size="small"
        aria-label={`${layer.name}的版本`}
        value={own ? (own.version ?? 0) : (options[0]?.value ?? 0)}
        disabled={!own}
        options={options}
        onChange={(version: number) => put(version === 0 ? null : version)}
      />
    </li>
  );
}
