import type { DocumentRow } from '@quantu/product-documents';

/** 已核对 42 / 71 ▓▓▓▓░░ */
export function CheckProgress({ progress: { checked, total } }: { progress: DocumentRow['progress'] }) {
  const part = total === 0 ? 1 : checked / total;
  return (
    <div
      className="check-progress"
      role="progressbar"
      aria-label="核对进度"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={checked}
      aria-valuetext={`已核对 ${checked} / ${total}`}
    >
      <span aria-live="polite">
        已核对 <b>{checked}</b> / {total}
      </span>
      <span className="check-bar">
        <span style={{ width: `${part * 100}%` }} />
      </span>
    </div>
  );
}
