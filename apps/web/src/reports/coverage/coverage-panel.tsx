import { accountabilityRoutes } from '@quantu/accountability';
import { coverageOf, coveredItems, sentencesOf, type CitedSection } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { CoverageRows, GapCounts, LooseSentences, type Graph, type Sentence } from './coverage-rows.tsx';

interface Props {
  district: string;
  /** The opinion the report answers; null: none. */
  opinion: string | null;
  /** The report as it stands in the editor, saved or not. */
  sections: readonly CitedSection[];
  onSentence: (sentence: Sentence) => void;
  /** A person confirms what a sentence is about: the record's id goes into `cites` of its runs. */
  onCite?: ((sentence: Sentence, record: string) => void) | undefined;
}

/** Beside the paper while it is written: computed here, so that it follows what is typed. */
export function CoveragePanel({ district, opinion, sections, onSentence, onCite }: Props) {
  const answer = useQuery({
    queryKey: ['opinions', district, opinion, {}],
    queryFn: ({ signal }) =>
      call(accountabilityRoutes.opinion, { params: { district, opinion: opinion ?? '' }, query: {}, signal }),
    enabled: opinion !== null,
  });
  const view = answer.data?.data;
  const items = useMemo(() => (view ? coveredItems(view) : []), [view]);
  const typed = useDeferredValue(sections);
  const graph = useMemo((): Graph => {
    const sentences = sentencesOf(typed);
    return { items, sentences: [...sentences], ...coverageOf(items, sentences) } as Graph;
  }, [items, typed]);
  if (opinion === null) return <p className="quiet pad">这份报告没有选定所答复的审议意见。</p>;
  if (!view) return <FaultLine error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <div className="desk-list coverage-narrow">
      <GapCounts graph={graph} />
      <CoverageRows graph={graph} onSentence={onSentence} />
      <LooseSentences graph={graph} onSentence={onSentence} onCite={onCite} />
    </div>
  );
}
