import type { Item, Task } from '@quantu/accountability';
import { filterText, where } from '@quantu/registers';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { recordAddress, registerAddress } from '../shell/catalogue.ts';
import { AddLink } from './add-link.tsx';
import { ReportProgress } from './report-progress.tsx';
import { ReviewLight } from './review-light.tsx';

/** Of an item with very many tasks, so many are drawn at first. */
const PAGE = 25;

/** One thing the opinion asks for: its words, the measures that answer it, and what proves them. */
export function ItemPanel({ district, item, paper }: { district: string; item: Item; paper: string | null }) {
  const [shown, setShown] = useState(PAGE);
  const mayAdd = !['draft', 'checked', 'closed'].includes(item.state);
  return (
    <section className="panel review-item" id={`item-${item.id}`} aria-label={item.matter}>
      <h2>
        <Link to={recordAddress(district, 'review-item', item.id)}>
          {item.number} {item.matter}
        </Link>
        <span className="quiet">{item.stateLabel}</span>
      </h2>
      {item.clause !== '' && <blockquote>{item.clause}</blockquote>}
      {paper !== null && (
        <Link className="no-print" to={`/d/${encodeURIComponent(district)}/opinions/papers/${paper}?at=${item.id}`}>
          原文
        </Link>
      )}
      <div className="card-line">
        <span>主办：{item.lead === '' ? '还没有' : item.lead}</span>
        {item.dueOn !== null && <span>期限 {item.dueOn}</span>}
        {item.files > 0 && <span>佐证 {item.files} 件</span>}
      </div>
      <ReviewLight {...item} />
      <Ladder {...item} />
      {item.gaps.length > 0 && <div className="light-bad">■ {item.gaps.join('、')}</div>}
      {item.result !== '' && <p>办理结果：{item.result}</p>}
      <ol className="review-tasks">
        {item.tasks.slice(0, shown).map((task) => (
          <TaskRow key={task.id} district={district} task={task} />
        ))}
      </ol>
      {item.tasks.length > shown && (
        <p>
          <Button onClick={() => setShown(shown + PAGE * 4)}>
            再显示 {Math.min(PAGE * 4, item.tasks.length - shown)} 项
          </Button>{' '}
          <span className="quiet">
            共 {item.tasks.length} 项任务，已显示 {shown} 项。
          </span>
          <Link
            to={registerAddress(
              district,
              'review-task',
              new URLSearchParams({ filter: filterText([where('item', 'is', item.id)]) }).toString(),
            )}
          >
            在台账里查看和筛选
          </Link>
        </p>
      )}
      {mayAdd && (
        <AddLink
          district={district}
          register="review-task"
          given={{ item: [item.id, item.matter], number: [String(item.tasks.length + 1)] }}
        >
          分派任务
        </AddLink>
      )}
    </section>
  );
}

function TaskRow({ district, task }: { district: string; task: Task }) {
  const given = { task: [task.id, task.measure] } as const;
  const isOpen = ['assigned', 'working', 'applied'].includes(task.state);
  return (
    <li>
      <div className="review-task-head">
        <Link to={recordAddress(district, 'review-task', task.id)}>
          {task.number} {task.measure}
        </Link>
        <span className="quiet">{task.stateLabel}</span>
      </div>
      <div className="card-line">
        <span>{task.lead}</span>
        <span>期限 {task.dueOn}</span>
        {task.shares.map((share) => (
          <span key={share.id}>
            协办 {share.unit}（{share.stateLabel}
            {share.dueOn !== null && share.state === 'asked' && `，${share.dueOn} 前`}）
          </span>
        ))}
      </div>
      <ReviewLight {...task} />
      <Ladder {...task} />
      {task.ladder !== '' && isOpen && (
        <AddLink
          district={district}
          register="review-order"
          given={{ task: [task.id, task.measure], because: [task.ladderReason] }}
        >
          拟督办单
        </AddLink>
      )}
      <ul className="review-progress">
        {task.progress.map(({ id, on, summary, figure, files, state, stateLabel }) => (
          <li key={id}>
            <Link to={recordAddress(district, 'review-progress', id)}>
              {on} {summary}
            </Link>{' '}
            <span className="quiet">
              {figure !== '' && `${figure} `}
              {files > 0 && `佐证 ${files} 件 `}
              {state === 'draft' && stateLabel}
            </span>
          </li>
        ))}
      </ul>
      {isOpen && (
        <>
          <ReportProgress district={district} task={task} />{' '}
          <AddLink district={district} register="review-share" given={given}>
            登记协办
          </AddLink>
        </>
      )}
    </li>
  );
}

/** Where it stands on the ladder of supervision, and why. */
function Ladder({ ladder, ladderReason }: Pick<Task, 'ladder' | 'ladderReason'>) {
  if (ladder === '') return null;
  return (
    <div>
      <strong>{ladder}</strong> <span className="quiet">{ladderReason}</span>
    </div>
  );
}
