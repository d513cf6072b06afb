import type { LintPlace } from '@quantu/reports';
import { useDesk } from '../desk.ts';
import { spanOf } from '../use-findings.ts';

/** The way to where a finding stands: its words, or what is around the text. */
export function useGoTo(): (place: LintPlace) => void {
  const { paper, go } = useDesk();
  return (place) => {
    if (!paper) return;
    const span = spanOf(paper.editor.view.state.doc, place);
    if (span) go(span.from, span.to);
    else if (place.in === 'head') document.querySelector('.paper-head')?.scrollIntoView({ block: 'start' });
    else if ('section' in place)
      document.getElementById(`section-${place.section}`)?.scrollIntoView({ block: 'start' });
  };
}
