import { useDesk } from '../desk.ts';
import { schema } from '../editor/schema.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { useGoTo } from '../panel/use-go-to.ts';
import { useWholeState } from '../paper/use-editor-state.ts';
import { spanOf, textOf } from '../use-findings.ts';
import { CoveragePanel } from './coverage-panel.tsx';
import type { Sentence } from './coverage-rows.tsx';

/** 对照: the opinion beside the paper as it stands. */
export function CoverageTab() {
  const { paper } = useDesk();
  return paper ? <OnPaper editor={paper.editor} /> : null;
}

function OnPaper({ editor }: { editor: PaperEditor }) {
  const { district, report } = useDesk();
  const goTo = useGoTo();
  const { doc } = useWholeState(editor);
  const items = new Map(report.sectionsOf.map((section) => [section.id, section.items]));
  const sections = textOf(doc).map((section) => ({ ...section, items: items.get(section.id) ?? [] }));
  const cite = (sentence: Sentence, record: string): void => {
    const { state } = editor.view;
    const span = spanOf(state.doc, { in: 'block', ...sentence });
    if (!span) return;
    const ids = [...new Set([...sentence.cites, record])];
    editor.view.dispatch(state.tr.addMark(span.from, span.to, schema.marks['cites'].create({ ids })));
  };
  return (
    <CoveragePanel
      district={district}
      opinion={report.opinion?.id ?? null}
      sections={sections}
      onSentence={(sentence) => goTo({ in: 'block', ...sentence })}
      onCite={report.state === 'drafting' ? cite : undefined}
    />
  );
}
