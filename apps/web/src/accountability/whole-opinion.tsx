import { ladderRoutes } from '@quantu/accountability';
import { addressOf } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import type { RecordView } from '@quantu/registers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { ReportProgress } from './report-progress.tsx';

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
  if (register === 'review-task') return <OfTask district={district} record={record} />;
  const opinion = register === 'review-opinion' ? record.id : record.values['opinion'];
  if (!register.startsWith('review-') || typeof opinion !== 'string') return null;
  return (
    <section className="panel no-print" aria-label="审议意见全貌">
      <Whole district={district} opinion={opinion} />
    </section>
  );
}

function Whole({ district, opinion }: { district: string; opinion: string }) {
  return (
    <Link to={`/d/${encodeURIComponent(district)}/opinions/${opinion}`}>
      这件审议意见的全貌：事项、任务、佐证、期限和测评
    </Link>
  );
}

function wordsIn({ values }: RecordView, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

/** From a task to what comes next on it: an entry with its evidence, and the opinion it serves. */
function OfTask({ district, record }: { district: string; record: RecordView }) {
  const item = wordsIn(record, 'item');
  const found = useQuery({
    queryKey: ['register', district, 'review-item', 'record', item],
    queryFn: ({ signal }) =>
      call(registerRoutes.record, { params: { district, register: 'review-item', record: item }, query: {}, signal }),
    enabled: item !== '',
  });
  const opinion = found.data?.data.values['opinion'];
  const isOpen = ['assigned', 'working', 'applied'].includes(record.state ?? '');
  if (!isOpen && typeof opinion !== 'string') return null;
  return (
    <section className="panel no-print" aria-label="审议意见全貌">
      {isOpen && (
        <p>
          <ReportProgress district={district} task={{ id: record.id, measure: wordsIn(record, 'measure') }} />
        </p>
      )}
      {typeof opinion === 'string' && <Whole district={district} opinion={opinion} />}
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
