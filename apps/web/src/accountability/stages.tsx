import type { Stage } from '@quantu/accountability';

/** Every step with its day: the computation stands below it, so that nobody has to count. */
export function Stages({ stages }: { stages: readonly Stage[] }) {
  return (
    <ol className="review-stages">
      {stages.map(({ label, dueOn, doneOn, because, isProvisional }) => (
        <li key={label}>
          <strong>{label}</strong>{' '}
          {doneOn !== null ? (
            <span className={dueOn !== null && doneOn > dueOn ? 'light-watch' : 'light-good'}>
              {doneOn} 完成{dueOn !== null && doneOn > dueOn && `，晚于期限 ${dueOn}`}
            </span>
          ) : (
            <span>{dueOn === null ? '还没有开始计算' : `${dueOn} 前${isProvisional ? '（可能变动）' : ''}`}</span>
          )}
          {because !== '' && <div className="quiet">{because}</div>}
        </li>
      ))}
    </ol>
  );
}
