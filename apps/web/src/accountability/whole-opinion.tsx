import { ladderRoutes } from '@quantu/accountability';
import { addressOf } from '@quantu/people';
import type { RecordView } from '@quantu/registers';
import { useState } from 'react';
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
  if (register === 'review-order' || register === 'review-listing')
    return <Papers district={district} register={register} record={record} />;
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

/** 督办单 as a paper of the office, and the month's report on what is listed. */
function Papers({ district, register, record }: { district: string; register: string; record: RecordView }) {
  const [month] = useState(() => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 7));
  const address = (as: 'docx' | 'pdf') =>
    register === 'review-order'
      ? addressOf(ladderRoutes.orderFile, { params: { district, order: record.id }, query: { as } })
      : addressOf(ladderRoutes.listingFile, { params: { district }, query: { as, month } });
  const word = register === 'review-order' ? '督办单' : `${month} 挂牌督办月报`;
  return (
    <section className="panel no-print" aria-label={word}>
      {word}：
      <a href={address('docx')} download>
        DOCX
      </a>{' '}
      <a href={address('pdf')} download>
        PDF
      </a>
    </section>
  );
}
