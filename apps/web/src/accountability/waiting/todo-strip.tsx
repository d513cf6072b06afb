import { Link } from 'react-router';
import { reviewsAddress } from '../addresses.ts';
import { useWaiting } from './todo-page.tsx';
import './waiting.css';

/** On the desk, in one line: how much waits for the reader, is late, came back; nothing where nothing does. */
export function TodoStrip({ district, isShort = false }: { district: string; isShort?: boolean }) {
  const { data } = useWaiting(district);
  if (!data || data.counts.mine + data.counts.late + data.counts.back === 0) return null;
  const { mine, late, back } = data.counts;
  const first = data.data[0];
  return (
    <span className="todo-strip no-print">
      督办待办：<Link to={reviewsAddress(district, 'todo')}>轮到我 {mine}</Link>
      <Link to={reviewsAddress(district, 'todo', 'face=late')} className={late > 0 ? 'light-bad' : undefined}>
        {late > 0 && '■ '}逾期 {late}
      </Link>
      <Link to={reviewsAddress(district, 'todo', 'face=back')}>退回 {back}</Link>
      {!isShort && first && (
        <span className="quiet todo-first">
          最急：{first.say}——{first.title}
          {first.on !== null && `（${first.on} 前）`}
        </span>
      )}
    </span>
  );
}
