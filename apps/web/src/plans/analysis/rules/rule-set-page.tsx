import { Button, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Crumbs } from '../../../shell/crumbs.tsx';
import { moment } from '../../../shell/moment.ts';
import { PageHead } from '../../../shell/page.tsx';
import { useDistrict } from '../../../shell/session.ts';
import { Failed, Loading } from '../../../shell/states.tsx';
import { mapAddress } from '../../use-plans.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleTable } from './rule-table.tsx';
import { ruleSetAddress, useRuleSet } from './use-rule-sets.ts';
import '../analysis.css';

/** One version of a rule set, to be read, copied or changed. */
export function RuleSetPage() {
  const district = useDistrict();
  const navigate = useNavigate();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const version = Number(search.get('version') ?? '') || undefined;
  const [form, setForm] = useState<'copy' | 'edit' | null>(null);
  const query = useRuleSet(key, version);
  if (query.isPending) return <Loading />;
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const set = query.data.data;
  const isLatest = set.version === set.versions[0]!.version;
  return (
    <div className="page">
      <Crumbs
        above={[
          [mapAddress(district), '一张图'],
          [mapAddress(district, '/overlays'), '叠加分析'],
          [mapAddress(district, '/overlay-rules'), '叠加规则'],
        ]}
      />
      <PageHead
        title={set.label}
        note={set.by === null || set.at === null ? set.reason : `${set.by} · ${moment(set.at)} · ${set.reason}`}
      >
        <Select
          aria-label="规则版本"
          value={set.version}
          options={set.versions.map((one) => ({ value: one.version, label: `第 ${one.version} 版` }))}
          onChange={(to: number) => void navigate(ruleSetAddress(district, key, to))}
        />
        {form === null && set.can.copy && <Button onClick={() => setForm('copy')}>另存一套</Button>}
        {form === null && set.can.edit && isLatest && (
          <Button type="primary" onClick={() => setForm('edit')}>
            修改
          </Button>
        )}
      </PageHead>
      {form === null ? (
        <RuleTable rules={set.rules} />
      ) : (
        <RuleForm
          set={set}
          isCopy={form === 'copy'}
          onClose={() => setForm(null)}
          onSaved={(saved) => {
            setForm(null);
            void navigate(ruleSetAddress(district, saved.key));
          }}
        />
      )}
    </div>
  );
}
