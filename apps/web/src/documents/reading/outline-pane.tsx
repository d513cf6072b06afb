import type { DocumentAnswer, Proposal } from '@quantu/product-documents';
import { memo, useMemo } from 'react';
import { Light } from '../../shell/light.tsx';

type Section = DocumentAnswer['data']['sections'][number];

interface Props {
  sections: readonly Section[];
  findings: readonly Proposal[];
  onGo: (offset: number) => void;
}

interface Count {
  open: number;
  isError: boolean;
}

/** Open findings that begin in a section, its parts included. */
function countsOf(sections: readonly Section[], findings: readonly Proposal[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const finding of findings) {
    if (finding.kind !== 'finding' || finding.state !== 'proposed' || finding.value.severity === 'info') continue;
    const [at] = finding.value.at;
    for (const { id, start, end } of sections) {
      if (at < start || at >= end) continue;
      const { open, isError } = counts.get(id) ?? { open: 0, isError: false };
      counts.set(id, { open: open + 1, isError: isError || finding.value.severity === 'error' });
    }
  }
  return counts;
}

export const OutlinePane = memo(function OutlinePane({ sections, findings, onGo }: Props) {
  const counts = useMemo(() => countsOf(sections, findings), [sections, findings]);
  return (
    <nav className="outline" aria-label="结构">
      <ul>
        {sections.map((section) => (
          <li key={section.id}>
            <button
              type="button"
              className={`outline-row level-${section.path.length}`}
              onClick={() => onGo(section.start)}
            >
              <span className="outline-title">
                <b>{section.path.at(-1)}</b> {section.title}
              </span>
              <SectionLight count={counts.get(section.id)} />
            </button>
          </li>
        ))}
      </ul>
      {sections.length === 0 && <p className="quiet pad">没有识别出章节</p>}
    </nav>
  );
});

function SectionLight({ count }: { count: Count | undefined }) {
  if (!count) return null;
  const word = `${count.open} 处${count.isError ? '，有矛盾' : '存疑'}`;
  return (
    <span className="outline-count">
      <Light kind={count.isError ? 'bad' : 'watch'} word={word} quiet />
      <span aria-hidden="true">{count.open}</span>
    </span>
  );
}
