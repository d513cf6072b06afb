import type { Stage } from '@quantu/accountability';
import { todayInChina } from '../shell/as-of.ts';

/** Every step with its day: planned above, done below on one scale; the computation stands with it, so nobody counts. */
export function Stages({ stages }: { stages: readonly Stage[] }) {
  const today = todayInChina();
  const days = stages.flatMap(({ dueOn, doneOn }) => [dueOn ?? [], doneOn ?? []].flat());
  const scale = scaleOf([...days, today]);
  return (
    <ol className="review-stages">
      {stages.map((stage) => (
        <li key={stage.label}>
          <strong>{stage.label}</strong> <Said stage={stage} />
          {days.length > 0 && <Track stage={stage} at={scale} today={today} />}
          {stage.because !== '' && <div className="quiet">{stage.because}</div>}
        </li>
      ))}
    </ol>
  );
}

function Said({ stage: { dueOn, doneOn, isProvisional } }: { stage: Stage }) {
  if (doneOn === null)
    return <span>{dueOn === null ? '还没有开始计算' : `${dueOn} 前${isProvisional ? '（可能变动）' : ''}`}</span>;
  const isLate = dueOn !== null && doneOn > dueOn;
  return (
    <span className={isLate ? 'light-watch' : 'light-good'}>
      {doneOn} 完成{isLate && `，晚于期限 ${dueOn}`}
    </span>
  );
}

/** Planned (▽) and done (●, ▲ when late) on the scale of all steps, and where today stands. What it shows is said above. */
function Track(props: { stage: Stage; at: (day: string) => number; today: string }) {
  const { stage, at, today } = props;
  const { dueOn, doneOn } = stage;
  if (dueOn === null && doneOn === null) return null;
  const isLate = dueOn !== null && (doneOn ?? today) > dueOn;
  const place = (day: string) => ({ left: `${at(day)}%` });
  return (
    <div className="review-track" aria-hidden="true">
      <i className="track-today" style={place(today)} />
      {dueOn !== null && (
        <b className="track-due" style={place(dueOn)}>
          ▽
        </b>
      )}
      {doneOn !== null && (
        <b className={isLate ? 'light-watch' : 'light-good'} style={place(doneOn)}>
          {isLate ? '▲' : '●'}
        </b>
      )}
      {dueOn !== null && doneOn !== null && dueOn !== doneOn && (
        <u
          className={isLate ? 'track-late' : 'track-early'}
          style={{ left: `${Math.min(at(dueOn), at(doneOn))}%`, width: `${Math.abs(at(dueOn) - at(doneOn))}%` }}
        />
      )}
    </div>
  );
}

/** From a day to per cent of the way from the first day to the last. */
function scaleOf(days: readonly string[]): (day: string) => number {
  const times = days.map((day) => Date.parse(day));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return (day) => (last === first ? 50 : 2 + ((Date.parse(day) - first) / (last - first)) * 96);
}
