import { VERDICTS, type Verdict } from '@quantu/plans';
import { registerRoutes } from '@quantu/product-registers';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { Light } from '../../shell/light.tsx';
import { useDistrict } from '../../shell/session.ts';
import { VERDICT_LIGHTS } from './lights.ts';
import { checkAddress } from './use-site.ts';

const MOST = 20;
const isVerdict = (value: unknown): value is Verdict => VERDICTS.some((verdict) => verdict === value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The latest checks, each with its answer: who comes back finds them here. */
export function RecentChecks() {
  const district = useDistrict();
  const checks = useQuery({
    queryKey: ['register', district, 'site-check', 'recent'],
    queryFn: ({ signal }) =>
      call(registerRoutes.records, {
        params: { district, register: 'site-check' },
        query: { sort: '-number', size: MOST },
        signal,
      }),
  });
  const rows = checks.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="site-table" aria-label="最近的审查">
      <h2>最近的审查</h2>
      <ul className="site-recent">
        {rows.map(({ id, values, labels }) => {
          const verdict = values['verdict'];
          return (
            <li key={id}>
              <Link to={checkAddress(district, id)}>{textOf(values['name'])}</Link>
              {isVerdict(verdict) && <Light kind={VERDICT_LIGHTS[verdict]} word={labels['verdict'] ?? verdict} />}
              <span className="quiet">
                {[textOf(values['number']), labels['use'], textOf(values['checkedOn'])].filter(Boolean).join('　')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
