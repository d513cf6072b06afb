import { planSourceRoutes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { recordAddress, registerAddress } from '../shell/catalogue.ts';
import { useDistrict } from '../shell/session.ts';

/** Where the plans of a report stand in the catalogue. */
export function EnteredPlans({ document }: { document: string }) {
  const district = useDistrict();
  const entered = useQuery({
    queryKey: ['register', district, 'plan', 'entered', document],
    queryFn: ({ signal }) => call(planSourceRoutes.entered, { params: { district, document }, signal }),
  });
  const rows = entered.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-label="已进入规划目录">
      <h2>
        已进入<Link to={registerAddress(district, 'plan')}>规划目录</Link> {rows.length} 部
      </h2>
      <ul className="entered-plans">
        {rows.map(({ plan, planName, state, name }) => (
          <li key={name}>
            <Link to={recordAddress(district, 'plan', plan)}>{planName}</Link>
            <span className="quiet">　{state}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
