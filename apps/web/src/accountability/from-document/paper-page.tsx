import { paperRoutes, type ItemWish, type OpinionWish, type PaperView } from '@quantu/accountability';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { ItemCard } from './item-card.tsx';
import { PaperHead, PaperUnits } from './paper-head.tsx';
import { PaperText, type Marked } from './paper-text.tsx';
import { mergedUp, splitAt, without, withUnits } from './wish.ts';
import './paper.css';

/** A committee's paper beside what was read of it: corrected here, registered at once, and led back to later. */
export function PaperPage() {
  const district = useDistrict();
  const paper = useParams()['paper'] ?? '';
  const answer = useQuery({
    queryKey: ['opinion-paper', district, paper],
    queryFn: ({ signal }) => call(paperRoutes.paper, { params: { district, paper }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answer.isPending) return <Loading label="正在打开审议意见书" />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const view = answer.data.data;
  return view.opinion === null ? (
    <Proposed district={district} paper={view} />
  ) : (
    <Made district={district} paper={view} />
  );
}

const above = (district: string): [string, string][] => [[`/d/${encodeURIComponent(district)}/opinions`, '审议意见']];

/** What was registered, at its places in the text. */
function Made({ district, paper }: { district: string; paper: PaperView }) {
  const [search, setSearch] = useSearchParams();
  const marks = useMemo(
    () => paper.places.map(({ record, start, end }): Marked => ({ key: record, start, end, label: '' })),
    [paper.places],
  );
  const { id, title } = paper.opinion!;
  return (
    <div className="page">
      <Crumbs above={above(district)} />
      <PageHead title={paper.name} note="原文；标出的是登记的事项和任务">
        <Link to={`/d/${encodeURIComponent(district)}/opinions/${id}`}>
          <Button type="primary">{title.length > 24 ? '打开审议意见' : title}</Button>
        </Link>
      </PageHead>
      <PaperText
        text={paper.text}
        marks={marks}
        selected={search.get('at')}
        onSelect={(at) => setSearch({ at }, { replace: true })}
      />
    </div>
  );
}

interface Draft {
  readonly wish: OpinionWish;
  readonly set: (part: Partial<OpinionWish>) => void;
}

/** Kept in this browser until it is registered: who closes the page goes on later. */
function useDraft({ id, proposal, can }: PaperView): Draft {
  const key = `quantu.paper.${id}`;
  const [wish, keep] = useState<OpinionWish>(() => {
    const stored = sessionStorage.getItem(key);
    return stored === null ? proposal : (JSON.parse(stored) as OpinionWish);
  });
  return {
    wish,
    set: (part) => {
      const next = withUnits({ ...wish, ...part }, can.makeUnits);
      sessionStorage.setItem(key, JSON.stringify(next));
      keep(next);
    },
  };
}

function Proposed({ district, paper }: { district: string; paper: PaperView }) {
  const { wish, set } = useDraft(paper);
  const [selected, select] = useState<string | null>(null);
  const navigate = useNavigate();
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: () => call(paperRoutes.acceptPaper, { params: { district, paper: paper.id }, body: wish }),
    onSuccess: async ({ data }) => {
      sessionStorage.removeItem(`quantu.paper.${paper.id}`);
      await client.invalidateQueries();
      await navigate(`/d/${encodeURIComponent(district)}/opinions/${data.opinion}`);
    },
  });
  const units = useMemo(() => unitsOf(paper, wish), [paper, wish]);
  const items = (next: ItemWish[]) => set({ items: next });
  const marks = wish.items.map(({ number, matter, start, end }, at): Marked => ({
    key: String(at),
    start,
    end,
    label: `${number} ${matter}`,
  }));
  return (
    <div className="page">
      <Crumbs above={above(district)} />
      <PageHead title="从文件登记审议意见" note={paper.name}>
        {paper.can.accept && (
          <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate()}>
            登记 {wish.items.length} 件意见事项
          </Button>
        )}
      </PageHead>
      <FaultLine error={accept.error} />
      {paper.kind === 'reported' && (
        <Alert
          type="info"
          showIcon
          title="这是办理情况的报告：据此补登审议意见、事项和任务，标明“据办理情况报告补登”"
          description="报告没有写明每项任务由谁办理，建议的单位按内容推测，请逐项核对。"
        />
      )}
      <div className="paper-columns">
        <PaperText text={paper.text} marks={marks} selected={selected} onSelect={select} />
        <div className="paper-side">
          <PaperHead paper={paper} wish={wish} units={units} onChange={set} />
          <PaperUnits paper={paper} wish={wish} onChange={set} />
          {wish.items.map((item, at) => (
            <ItemCard
              key={item.start * 1000 + at}
              item={item}
              isFirst={at === 0}
              isSelected={selected === String(at)}
              above={paper.above.find(({ number }) => number === item.number)?.text ?? ''}
              due={paper.dues.find(({ number }) => number === item.number)?.words ?? ''}
              units={units}
              onSelect={() => select(String(at))}
              onChange={(next) => items(wish.items.map((one, other) => (other === at ? next : one)))}
              onSplit={(offset) => items(splitAt(wish.items, at, offset, paper.text))}
              onMerge={() => items(mergedUp(wish.items, at, paper.text))}
              onDrop={() => items(without(wish.items, at))}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The district's own, and what the text calls others. */
function unitsOf({ organisations }: PaperView, { units }: OpinionWish): readonly { value: string; label: string }[] {
  const named = organisations.map(({ name }) => ({ value: name, label: name }));
  const own = new Set(organisations.map(({ name }) => name));
  const others = units
    .filter(({ name }) => name !== '' && !own.has(name))
    .map(({ name }) => ({ value: name, label: `${name}（原文）` }));
  return [...others, ...named];
}
