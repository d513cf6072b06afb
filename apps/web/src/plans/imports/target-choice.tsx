import type { ImportedLayer } from '@quantu/plans';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useLayerChoices } from '../use-layer-choices.ts';
import { useMapLayers } from '../use-plans.ts';

interface Props {
  layer: ImportedLayer;
  isBusy: boolean;
  onChange: (part: Partial<ImportedLayer>) => void;
}

/** Which layer it becomes a version of: one that is there, or a new one. */
export function TargetChoice({ layer, isBusy, onChange }: Props) {
  const layers = useMapLayers().data?.data ?? [];
  const categories = useLayerChoices('category');
  const roles = useLayerChoices('role');
  const options = [
    { value: '', label: '新建图层' },
    ...layers
      .filter(({ shape }) => layer.shape === 'mixed' || shape === layer.shape)
      .map(({ id, name, code }) => ({ value: id, label: `${name}（${code}）` })),
  ];
  return (
    <fieldset>
      <legend>写到哪个图层</legend>
      <Select
        aria-label="目标图层"
        showSearch={{ optionFilterProp: 'label' }}
        disabled={isBusy}
        value={layer.layer ?? ''}
        options={options}
        onChange={(id: string) => onChange({ layer: id === '' ? null : id })}
      />
      {layer.layer === null && (
        <div className="match-new">
          <TextPart label="图层标识" value={layer.code} isBusy={isBusy} onDone={(code) => onChange({ code })} />
          <TextPart
            label="图层名称"
            value={layer.layerName}
            isBusy={isBusy}
            onDone={(layerName) => onChange({ layerName })}
          />
          <label>
            数据类别
            <Select
              aria-label="数据类别"
              disabled={isBusy}
              value={layer.category === '' ? null : layer.category}
              options={categories}
              placeholder="选一类"
              onChange={(category: string) => onChange({ category })}
            />
          </label>
          <label>
            审查作用
            <Select
              aria-label="审查作用"
              disabled={isBusy}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={layer.role}
              options={roles}
              placeholder="没有"
              onChange={(role: string | undefined) => onChange({ role: role ?? null })}
            />
          </label>
        </div>
      )}
    </fieldset>
  );
}

/** A text that is taken over when one has finished with it, not with every letter. */
function TextPart({
  label,
  value,
  isBusy,
  onDone,
}: {
  label: string;
  value: string;
  isBusy: boolean;
  onDone: (text: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    const text = typed?.trim();
    if (text !== undefined && text !== value) onDone(text);
    setTyped(null);
  };
  return (
    <label>
      {label}
      <Input
        aria-label={label}
        disabled={isBusy}
        value={typed ?? value}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={done}
        onPressEnter={done}
      />
    </label>
  );
}
