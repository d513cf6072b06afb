import { useQuery } from '@tanstack/react-query';
import { documentRoutes } from '@quantu/product-documents';
import { Link, useParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { FIGURE_LIGHT_MEANS, FigureLight } from '../../shell/figure-parts.tsx';
import { useDistrict } from '../../shell/session.ts';

/** What stands behind a figure of the open document. One question answers for all of its figures. */
export function Evidence({ figure }: { figure: string }) {
  const district = useDistrict();
  const document = useParams()['document'] ?? '';
  const evidence = useQuery({
    queryKey: ['figures', district, 'evidence', document],
    queryFn: ({ signal }) => call(documentRoutes.evidence, { params: { district, document }, signal }),
  });
  if (!evidence.data) return null;
  const found = evidence.data.data.find(({ id }) => id === figure);
  if (!found) return <span className="quiet">采纳报告以后，自动与台账核对</span>;
  return (
    <>
      <FigureLight state={found.state} evidence={found.evidence} />{' '}
      <span className="quiet">{FIGURE_LIGHT_MEANS[found.state]}</span>{' '}
      <Link to={`/d/${encodeURIComponent(district)}/figures?figure=${figure}`}>数字的来历</Link>
    </>
  );
}
