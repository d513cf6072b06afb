import { Link } from 'react-router';
import { Cards } from '../../../shell/cards.tsx';
import { Crumbs } from '../../../shell/crumbs.tsx';
import { moment } from '../../../shell/moment.ts';
import { PageHead } from '../../../shell/page.tsx';
import { useDistrict } from '../../../shell/session.ts';
import { Failed, Loading } from '../../../shell/states.tsx';
import { mapAddress } from '../../use-plans.ts';
import { ruleSetAddress, useRuleSets } from './use-rule-sets.ts';
import '../analysis.css';

/** 叠加规则: what comes with the program and what the district made of it. */
export function RuleSetsPage() {
  const district = useDistrict();
  const sets = useRuleSets();
  if (sets.isPending) return <Loading />;
  if (!sets.data) return <Failed error={sets.error} onRetry={() => void sets.refetch()} />;
  return (
    <div className="page">
      <Crumbs
        above={[
          [mapAddress(district), '一张图'],
          [mapAddress(district, '/overlays'), '叠加分析'],
        ]}
      />
      <PageHead title="叠加规则" note="打开一套规则，可以另存一套再改；改一次存一版，每次叠加都记下用的哪一版" />
      <Cards
        rows={sets.data.data}
        keyOf={({ key }) => key}
        renderCard={({ key, label, version, reason, by, at, rules }) => (
          <Link className="card overlay-card" to={ruleSetAddress(district, key)}>
            <span className="card-title">{label}</span>
            <span>
              {key} 第 {version} 版
            </span>
            <span>
              查 {rules.kinds.length} 类冲突，最小面积 {rules.sliver.minM2} 平方米
            </span>
            <span className="quiet">{by === null || at === null ? reason : `${by} · ${moment(at)}`}</span>
          </Link>
        )}
      />
    </div>
  );
}
