import {
  conflictKindLabel,
  ruleSetRoutes as routes,
  type PairRule,
  type RuleBody,
  type RuleSetView,
} from '@quantu/plans';
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../shell/api.ts';
import { useDistrict } from '../../../shell/session.ts';
import { FaultLine } from '../../../shell/states.tsx';
import { useForgetPlans } from '../../use-plans.ts';
import { CellsChoice } from './cells-choice.tsx';
import { YIELDING_OPTIONS, type YIELDING } from './words.ts';
import { SliverFields } from '../sliver-fields.tsx';

interface Props {
  set: RuleSetView;
  isCopy: boolean;
  onClose: () => void;
  onSaved: (set: RuleSetView) => void;
}

/** Changes a rule set, or makes another of it: a new version in either case. */
export function RuleForm({ set, isCopy, onClose, onSaved }: Props) {
  const district = useDistrict();
  const forget = useForgetPlans();
  const [rules, setRules] = useState<RuleBody>(set.rules);
  const [label, setLabel] = useState(isCopy ? '' : set.label);
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () => {
      const body = { label: label.trim(), reason: reason.trim(), rules };
      return isCopy
        ? call(routes.addRuleSet, { params: { district }, body })
        : call(routes.changeRuleSet, { params: { district, key: set.key }, body: { ...body, base: set.version } });
    },
    onSuccess: async ({ data }) => {
      await forget();
      onSaved(data);
    },
  });
  const { sliver, kinds, pairs, alone } = rules;
  const put = (at: number, rule: PairRule): void => setRules({ ...rules, pairs: pairs.map((old, i) => (i === at ? rule : old)) }); // prettier-ignore
  const search = (kind: PairRule['kind'], isOn: boolean): void =>
    setRules({ ...rules, kinds: isOn ? [...kinds, kind] : kinds.filter((one) => one !== kind) });
  return (
    <form
      className="sheet overlay-form"
      aria-label={isCopy ? '另存一套规则' : '修改规则'}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className="overlay-limits">
        <label>
          规则名称{' '}
          <Input
            className="overlay-name"
            value={label}
            maxLength={60}
            onChange={({ target }) => setLabel(target.value)}
          />
        </label>
        <SliverFields sliver={sliver} onChange={(next) => setRules({ ...rules, sliver: next })} />
      </p>
      {pairs.map((rule, at) => (
        // Rules have no name of their own: their place is what they are.
        <PairFields
          key={`${rule.kind}-${String(at)}`}
          name={`规则 ${at + 1}`}
          rule={rule}
          isOn={kinds.includes(rule.kind)}
          onSearch={(isOn) => search(rule.kind, isOn)}
          onChange={(changed) => put(at, changed)}
        />
      ))}
      {alone.map((rule, at) => (
        <fieldset key={rule.kind}>
          <legend>{conflictKindLabel(rule.kind)}</legend>
          <Checkbox checked={kinds.includes(rule.kind)} onChange={({ target }) => search(rule.kind, target.checked)}>
            查这一类
          </Checkbox>
          <Words
            name={conflictKindLabel(rule.kind)}
            value={rule}
            onChange={(words) =>
              setRules({ ...rules, alone: alone.map((old, i) => (i === at ? { ...old, ...words } : old)) })
            }
          />
        </fieldset>
      ))}
      <FaultLine error={save.error} />
      <p className="overlay-acts">
        <Input
          aria-label="修改说明"
          placeholder="修改说明（随这一版留存）"
          maxLength={300}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={label.trim() === '' || reason.trim() === ''}
        >
          {isCopy ? '另存' : '存为新版本'}
        </Button>
        <Button onClick={onClose}>取消</Button>
      </p>
    </form>
  );
}

interface PairProps {
  name: string;
  rule: PairRule;
  isOn: boolean;
  onSearch: (isOn: boolean) => void;
  onChange: (rule: PairRule) => void;
}

function PairFields({ name, rule, isOn, onSearch, onChange }: PairProps) {
  return (
    <fieldset>
      <legend>
        {name}　{conflictKindLabel(rule.kind)}
      </legend>
      <p className="overlay-limits">
        <Checkbox checked={isOn} onChange={({ target }) => onSearch(target.checked)}>
          查这一类
        </Checkbox>
        <Select<keyof typeof YIELDING>
          aria-label={`${name}谁让`}
          value={rule.yielding ?? 'person'}
          popupMatchSelectWidth={false}
          options={YIELDING_OPTIONS}
          onChange={(value) => onChange({ ...rule, yielding: value === 'person' ? null : value })}
        />
      </p>
      <Words name={name} value={rule} onChange={(words) => onChange({ ...rule, ...words })} />
      <CellsChoice name={name} rule={rule} onChange={onChange} />
    </fieldset>
  );
}

interface WordsProps {
  name: string;
  value: { yields: string; clause: string };
  onChange: (words: { yields: string; clause: string }) => void;
}

function Words({ name, value: { yields, clause }, onChange }: WordsProps) {
  return (
    <p className="rule-words">
      <Input
        aria-label={`${name}让的说明`}
        maxLength={120}
        value={yields}
        onChange={({ target }) => onChange({ yields: target.value, clause })}
      />
      <Input
        aria-label={`${name}法律依据`}
        maxLength={300}
        value={clause}
        onChange={({ target }) => onChange({ yields, clause: target.value })}
      />
    </p>
  );
}
