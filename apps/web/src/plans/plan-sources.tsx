import { planSourceRoutes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { ENTITY_STATUS_WORD } from '../shell/entity-words.ts';
import { useDistrict, useMay } from '../shell/session.ts';
import './plan-sources.css';

const WORDS: Readonly<Record<string, string>> = ENTITY_STATUS_WORD;

/** The sentences of accepted reports that name a plan; one click leads to each. Nothing where no report does. */
export function PlanSources({ plan }: { plan: string }) {
  const district = useDistrict();
  const mayRead = useMay()('documents.read');
  const sources = useQuery({
    queryKey: ['register', district, 'plan', 'sources', plan],
    queryFn: ({ signal }) => call(planSourceRoutes.sources, { params: { district, plan }, signal }),
    enabled: mayRead,
  });
  const rows = sources.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-label="报告里的出处">
      <h2>报告里的出处</h2>
      <ul className="plan-sources">
        {rows.map(({ document, title, name, status, sentence, place }) => (
          <li key={`${document}-${name}`}>
            <Link to={`/d/${encodeURIComponent(district)}/documents/${document}?place=${place}`}>{title}</Link>
            {status !== null && <span className="quiet">　报告写的进展：{WORDS[status] ?? status}</span>}
            <blockquote>{sentence}</blockquote>
          </li>
        ))}
      </ul>
    </section>
  );
}
