import { accountabilityRoutes, type Waiting } from '@quantu/accountability';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { TakeTogether } from './take-together.tsx';
import { WaitingList } from './waiting-list.tsx';
import './waiting.css';

const FACES = {
  mine: { word: '轮到我办', none: '没有轮到您办的事。', has: ({ isMine }: Waiting) => isMine },
  late: { word: '逾期', none: '没有逾期的事。', has: ({ isLate }: Waiting) => isLate },
  back: { word: '退回来的', none: '没有退回来的事。', has: ({ back }: Waiting) => back !== null },
} as const;
type Face = keyof typeof FACES;

export function useWaiting(district: string) {
  return useQuery({
    queryKey: ['reviews', district, 'waiting'],
    queryFn: ({ signal }) => call(accountabilityRoutes.waiting, { params: { district }, signal }),
  });
}

/** 我的待办: what is mine, what is late, what came back and why; the most urgent first. */
export function TodoPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const answer = useWaiting(district);
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data, counts } = answer.data;
  const face: Face = (['mine', 'late', 'back'] as const).find((one) => one === search.get('face')) ?? 'mine';
  const shown = data.filter(FACES[face].has);
  return (
    <div className="page">
      <PageHead title="我的待办" note="审议意见、任务、协办、报告、延期、测评和建议提案">
        <Segmented
          aria-label="看哪些"
          value={face}
          options={(['mine', 'late', 'back'] as const).map((one) => ({
            value: one,
            label: `${FACES[one].word} ${counts[one]}`,
          }))}
          onChange={(next) => show({ face: next === 'mine' ? '' : next })}
        />
      </PageHead>
      {shown.length === 0 ? (
        <Empty title={FACES[face].none}>办完一步，下一步轮到谁，谁的待办里就会出现。</Empty>
      ) : (
        <>
          <TakeTogether district={district} waiting={shown} />
          <WaitingList district={district} waiting={shown} />
        </>
      )}
      {shown.length < counts[face] && <p className="quiet">只显示最急的 {shown.length} 项。</p>}
    </div>
  );
}
