import type { Deadline } from '@quantu/accountability';
import { useState } from 'react';
import { Pages } from '../../shell/pages.tsx';
import { DeadlineLine } from './deadline-line.tsx';

const PAGE = 50;

/** Deadlines with all that is to be said of them; what is done comes last, and many come in pages. */
export function DeadlineList(props: { district: string; deadlines: readonly Deadline[]; hasDay?: boolean }) {
  const { district, deadlines, hasDay = false } = props;
  const [page, setPage] = useState(1);
  const sorted = deadlines.toSorted((a, b) => Number(a.isDone) - Number(b.isDone));
  const from = (Math.min(page, Math.ceil(sorted.length / PAGE)) - 1) * PAGE;
  return (
    <>
      <ul className="calendar-list">
        {sorted.slice(from, from + PAGE).map((deadline) => (
          <li key={`${deadline.kind} ${deadline.record}`}>
            {hasDay && <time dateTime={deadline.on}>{deadline.on}</time>}
            <DeadlineLine district={district} deadline={deadline} />
          </li>
        ))}
      </ul>
      {sorted.length > PAGE && <Pages page={page} size={PAGE} total={sorted.length} onPage={setPage} />}
    </>
  );
}
