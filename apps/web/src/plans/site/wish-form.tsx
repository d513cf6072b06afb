import { BOUNDARY_EXCEPTIONS, RED_LINE_EXCEPTIONS, type Exception } from '@quantu/plans';
import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useSiteChoices } from './use-site.ts';
import type { Typed } from './wish.ts';

interface Props {
  typed: Typed;
  onChange: (part: Partial<Typed>) => void;
}

export function UseChoice({ value, onChange }: { value: string | null; onChange: (use: string | null) => void }) {
  const uses = useSiteChoices('use');
  return (
    <label>
      拟用途
      <Select
        aria-label="拟用途"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="代码或名称，如 0701、住宅"
        value={value}
        options={uses}
        onChange={(use: string) => onChange(use)}
      />
    </label>
  );
}

/** A project whose own site is checked. */
export function ProjectChoice({ typed, onChange }: Props) {
  const [text, setText] = useState('');
  const projects = useSiteChoices('project', text).map((one) => ({ ...one, value: `project ${one.value}` }));
  const investments = useSiteChoices('investment', text).map((one) => ({ ...one, value: `investment ${one.value}` }));
  const value = typed.project ? `project ${typed.project}` : typed.investment ? `investment ${typed.investment}` : null;
  return (
    <label>
      项目
      <Select
        aria-label="项目"
        showSearch={{ filterOption: false, onSearch: setText }}
        allowClear
        placeholder="选城建或招商项目，用它的用地范围"
        value={value}
        options={[
          { label: '城建项目', options: projects },
          { label: '招商项目', options: investments },
        ]}
        onChange={(chosen: string | undefined) => {
          const [kind, id = null] = (chosen ?? '').split(' ');
          onChange({ project: kind === 'project' ? id : null, investment: kind === 'investment' ? id : null });
        }}
      />
    </label>
  );
}

const CONTROLS = [
  { control: 'far', label: '容积率', unit: '' },
  { control: 'density', label: '建筑密度', unit: '%' },
  { control: 'green', label: '绿地率', unit: '%' },
  { control: 'height', label: '建筑高度', unit: '米' },
] as const;

/** 规划指标: what is left empty is not judged. */
export function ControlInputs({ typed, onChange }: Props) {
  return (
    <fieldset className="site-controls">
      <legend>提出的指标（可以不填）</legend>
      {CONTROLS.map(({ control, label, unit }) => (
        <label key={control}>
          {label}
          <InputNumber
            aria-label={label}
            min={0}
            max={control === 'height' ? 1000 : 100}
            suffix={unit}
            value={typed.controls[control] ?? null}
            onChange={(value) => {
              const { [control]: _, ...rest } = typed.controls;
              onChange({ controls: value === null ? rest : { ...rest, [control]: value } });
            }}
          />
        </label>
      ))}
    </fieldset>
  );
}

export function ExceptionChoices({ typed, onChange }: Props) {
  return (
    <details>
      <summary>特殊情形（占红线、边界外选址时选）</summary>
      <ExceptionChoice
        label="红线内允许的有限人为活动"
        value={typed.redLineException}
        options={RED_LINE_EXCEPTIONS}
        onChange={(redLineException) => onChange({ redLineException })}
      />
      <ExceptionChoice
        label="城镇开发边界外的情形"
        value={typed.boundaryException}
        options={BOUNDARY_EXCEPTIONS}
        onChange={(boundaryException) => onChange({ boundaryException })}
      />
    </details>
  );
}

function ExceptionChoice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string | null;
  options: readonly Exception[];
  onChange: (key: string | null) => void;
}) {
  return (
    <label>
      {label}
      <Select
        aria-label={label}
        allowClear
        placeholder="没有"
        value={value}
        options={options.map(({ key, label }) => ({ value: key, label }))}
        onChange={(key: string | undefined) => onChange(key ?? null)}
      />
    </label>
  );
}

export function NameInput({ typed, onChange }: Props) {
  return (
    <label>
      项目（地块）名称
      <Input
        aria-label="项目（地块）名称"
        maxLength={160}
        placeholder={typed.project || typed.investment ? '不填就用项目的名称' : '如 安置房二期'}
        value={typed.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
    </label>
  );
}
