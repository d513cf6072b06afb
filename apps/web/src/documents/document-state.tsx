import type { DocumentRow } from '@quantu/product-documents';
import { Light } from '../shell/light.tsx';

/** Where a document stands: to check 42 of 71, checked, accepted. */
export function DocumentState({ document }: { document: DocumentRow }) {
  const { checked, total } = document.progress;
  if (document.state === 'accepted') return <Light kind="good" word="已采纳" />;
  if (document.state === 'withdrawn') return <Light kind="plain" word="已撤回" />;
  if (checked < total) return <Light kind="watch" word={`待核对 ${checked} / ${total}`} />;
  return <Light kind="watch" word="核对完，待采纳" />;
}

/** Open findings by severity, each with its shape. */
export function FindingCounts({ document }: { document: DocumentRow }) {
  const { error, warn, info } = document.progress.findings;
  if (error + warn + info === 0) return <span className="quiet">无</span>;
  return (
    <span className="finding-counts">
      {error > 0 && <Light kind="bad" word={`${error} 处矛盾`} />}
      {warn > 0 && <Light kind="watch" word={`${warn} 处存疑`} />}
      {info > 0 && <Light kind="plain" word={`${info} 处提示`} />}
    </span>
  );
}
