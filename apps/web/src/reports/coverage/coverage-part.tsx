import { coverageRoutes } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { call } from '../../shell/api.ts';
import { useAsOf } from '../../shell/as-of.ts';
import { FaultLine } from '../../shell/states.tsx';
import { CoverageRows, GapCounts, LooseSentences, type Sentence } from './coverage-rows.tsx';

const PAGES = { report: 'reports', document: 'documents', paper: 'opinions/papers' } as const;

/** On the page of an opinion: every clause beside its measures, their evidence and what the report says of them. */
export function CoveragePart({ district, opinion }: { district: string; opinion: string }) {
  const day = useAsOf();
  const navigate = useNavigate();
  const answer = useQuery({
    queryKey: ['opinions', district, opinion, 'coverage'],
    queryFn: ({ signal }) => call(coverageRoutes.coverage, { params: { district, opinion }, signal }),
    enabled: day === null,
  });
  if (day !== null) return null;
  const graph = answer.data?.data;
  if (!graph) return <FaultLine error={answer.error} onRetry={() => void answer.refetch()} />;
  const { source } = graph;
  const base = `/d/${encodeURIComponent(district)}`;
  const address = source && `${base}/${PAGES[source.kind]}/${source.id}`;
  const go = ({ section }: Sentence) =>
    void navigate(`${address}${source?.kind === 'report' ? `#section-${section}` : ''}`);
  return (
    <section className="panel coverage-part" aria-label="意见对照报告">
      <h2>意见对照报告</h2>
      {source === null || address === null ? (
        <p className="quiet">还没有答复这件审议意见的报告；起草以后，这里逐条对照。</p>
      ) : (
        <p>
          报告：<Link to={address}>{source.title}</Link>
        </p>
      )}
      <GapCounts graph={graph} />
      <CoverageRows
        graph={graph}
        onSentence={source === null ? undefined : go}
        renderItem={({ id, number, matter }) => (
          <a href={`#item-${id}`}>
            {number} {matter}
          </a>
        )}
      />
      <LooseSentences graph={graph} onSentence={source === null ? undefined : go} />
    </section>
  );
}
