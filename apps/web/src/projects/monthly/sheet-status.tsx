import type { ReportStatus } from '@quantu/projects';
import { Light } from '../../shell/light.tsx';
import { todayInChina, useAsOf } from '../../shell/as-of.ts';
import { shortDay } from '../words.ts';

/** Where a month's report stands against the day it is due, in one line with its light. */
export function DueLight({ status }: { status: ReportStatus }) {
  const { isLate, workdaysLeft, submittedOn, dueOn } = status;
  const day = useAsOf();
  const year = (day ?? todayInChina()).slice(0, 4);
  if (workdaysLeft === null) {
    const on = submittedOn === null ? '' : shortDay(submittedOn, year);
    return isLate ? <Light kind="watch" word={`${on}迟交`} /> : <Light kind="good" word={`${on}已交`} />;
  }
  if (workdaysLeft < 0) return <Light kind="bad" word={`迟 ${-workdaysLeft} 个工作日`} />;
  const left = workdaysLeft === 0 ? `${day === null ? '今天' : '当天'}截止` : `还有 ${workdaysLeft} 个工作日`;
  return <Light kind={workdaysLeft <= 2 ? 'watch' : 'plain'} word={`${left}（${shortDay(dueOn, year)}）`} />;
}

/** What nobody who fills may overlook: it is late, or soon will be. */
export function LateStrip({ status }: { status: ReportStatus }) {
  const { isLate, workdaysLeft, dueOn, isProvisional, open } = status;
  const day = useAsOf();
  if (open === 0) return null;
  const year = (day ?? todayInChina()).slice(0, 4);
  const due = `应于 ${shortDay(dueOn, year)} 前报送${isProvisional ? '（当年放假安排未公布，按周末推算）' : ''}`;
  if (isLate) {
    return (
      <p className="sheet-strip sheet-strip-late" role="status">
        <b>■ 已迟 {Math.abs(workdaysLeft ?? 0)} 个工作日</b> {due}，还有 {open} 个项目没有报
      </p>
    );
  }
  return (
    <p className="sheet-strip" role="status">
      {due}，还有 {workdaysLeft ?? 0} 个工作日，{open} 个项目没有报
    </p>
  );
}
