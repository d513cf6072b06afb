import type { RecordView } from '@quantu/registers';
import { Link } from 'react-router';

/** From the record of an opinion, or of what belongs to it, to the page that shows the opinion whole. */
export function WholeOpinion({
  district,
  register,
  record,
}: {
  district: string;
  register: string;
  record: RecordView;
}) {
  const opinion = register === 'review-opinion' ? record.id : record.values['opinion'];
  if (!register.startsWith('review-') || typeof opinion !== 'string') return null;
  return (
    <section className="panel no-print" aria-label="审议意见全貌">
      <Link to={`/d/${encodeURIComponent(district)}/opinions/${opinion}`}>
        这件审议意见的全貌：事项、任务、佐证、期限和测评
      </Link>
    </section>
  );
}
