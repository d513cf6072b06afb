import type { Evidence } from '@quantu/accountability';
import { addressOf } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { FileOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { Link } from 'react-router';
import { Pages } from '../../shell/pages.tsx';
import { thingAddress } from '../addresses.ts';

const PAGE = 24;

interface Props {
  district: string;
  evidence: readonly Evidence[];
  total: number;
  /** The one that is looked at, on the map and here. */
  marked: string | null;
  onMark: (id: string | null) => void;
}

/** Photos first seen, files by their names; what has no place says so. */
export function EvidenceGrid({ district, evidence, total, marked, onMark }: Props) {
  const [turned, setTurned] = useState<{ page: number; marked: string | null }>({ page: 1, marked: null });
  const at = marked === null || marked === turned.marked ? -1 : evidence.findIndex(({ id }) => id === marked);
  // The page of what was marked on the map, until another is turned to.
  const page = at >= 0 ? Math.floor(at / PAGE) + 1 : turned.page;
  const shownPage = Math.min(page, Math.max(1, Math.ceil(evidence.length / PAGE)));
  const shown = evidence.slice((shownPage - 1) * PAGE, shownPage * PAGE);
  return (
    <div>
      <ul className="gallery-grid">
        {shown.map((one) => (
          <li
            key={one.id}
            className={one.id === marked ? 'gallery-marked' : undefined}
            onMouseEnter={() => onMark(one.id)}
            onFocus={() => onMark(one.id)}
          >
            <EvidenceCard district={district} evidence={one} />
          </li>
        ))}
      </ul>
      {evidence.length > PAGE && (
        <Pages
          page={shownPage}
          size={PAGE}
          total={evidence.length}
          onPage={(next) => setTurned({ page: next, marked })}
        />
      )}
      {total > evidence.length && <p className="quiet">只显示最近的 {evidence.length} 件，选月份或单位看其余的。</p>}
    </div>
  );
}

export function EvidenceCard({ district, evidence }: { district: string; evidence: Evidence }) {
  const { id, register, record, name, isPicture, lon, on, takenAt, placedBy, summary, unit, task, taskTitle } =
    evidence;
  const params = { district, register, record, attachment: id };
  const file = addressOf(registerRoutes.attachment, { params });
  const small = addressOf(registerRoutes.attachment, { params, query: { size: 'small' } });
  const to = task === null ? thingAddress(district, register, record) : thingAddress(district, 'review-task', task);
  return (
    <figure className="gallery-card">
      {isPicture ? (
        <Link to={to} aria-label={`${summary}，打开任务`} tabIndex={-1}>
          <img src={small} alt={`${summary}（${on}）`} loading="lazy" width="240" height="160" />
        </Link>
      ) : (
        <a href={file} className="gallery-file">
          <FileOutlined /> {name}
        </a>
      )}
      <figcaption>
        <Link to={to}>{summary}</Link>
        <span className="quiet">
          {on}
          {takenAt !== null && ` ${takenAt.slice(11, 16)} 拍摄`} · {unit}
        </span>
        {taskTitle !== summary && <span className="quiet">任务：{taskTitle}</span>}
        <span className="quiet">{lon === null ? '没有地点' : placedBy}</span>
      </figcaption>
    </figure>
  );
}
