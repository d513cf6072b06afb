import { reportRoutes, type LintFinding } from '@quantu/reports';
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { call } from '../../shell/api.ts';
import { sentenceOf } from '../../shell/states.tsx';
import { useDesk, useRefresh } from '../desk.ts';
import { wishOf } from '../outline/use-section-acts.tsx';
import { adopt, canAdopt, headWith, titleWith } from './adopt.ts';

/** What one click makes of a finding: the text in the paper, the head and the titles at the server; null: not for this reader. */
export function useAdopt(): (finding: LintFinding) => (() => void) | null {
  const { district, report, paper } = useDesk();
  const { message } = App.useApp();
  const refresh = useRefresh(district, report.id);
  const save = useMutation({
    mutationFn: (send: () => Promise<unknown>) => send(),
    onSuccess: refresh,
    onError: (error) => void message.error(sentenceOf(error)),
  });
  const params = { district, report: report.id };
  return (finding) => {
    const { fix, places } = finding;
    const place = places[0]!;
    if (fix === null || !paper) return null;
    if (place.in !== 'head' && place.in !== 'title')
      return canAdopt(paper.editor, finding, report) ? () => adopt(paper.editor, finding, fix) : null;
    if (!report.can.arrange || save.isPending) return null;
    if (place.in === 'head') {
      const body = { base: report.revision, head: headWith(report.head, place, fix) as never, asOf: report.asOf };
      return () => save.mutate(() => call(reportRoutes.arrangeReport, { params, body }));
    }
    const at = report.sectionsOf.findIndex(({ id }) => id === place.section);
    const section = report.sectionsOf[at];
    if (!section) return null;
    const after = report.sectionsOf[at - 1]?.id ?? null;
    const body = { ...wishOf(section), title: titleWith(section.title, place, fix), after };
    return () =>
      save.mutate(() => call(reportRoutes.changeSection, { params: { ...params, section: section.id }, body }));
  };
}
