import { useCallback, useEffect, useMemo } from 'react';
import type { Proposal } from '@quantu/product-documents';
import { useSearchParams } from 'react-router';
import { spansOf } from './marks.ts';
import { TABS, tabOf, type Tab } from './model.ts';

export interface Place {
  tab: Tab;
  selected: Proposal | null;
  select: (proposal: Proposal | undefined) => void;
  showTab: (tab: Tab) => void;
}

/** What the address bar says is open: `at` an item, else `tab` a list; `place` an offset, from links of other pages. */
export function usePlace(proposals: readonly Proposal[]): Place {
  const [search, setSearch] = useSearchParams();
  const byId = useMemo(() => new Map(proposals.map((proposal) => [proposal.id, proposal])), [proposals]);
  const selected = byId.get(search.get('at') ?? '') ?? null;
  const named = TABS.find(({ key }) => key === search.get('tab'))?.key;
  const tab = selected ? tabOf(selected.kind) : (named ?? 'finding');

  const select = useCallback(
    (proposal: Proposal | undefined) => {
      if (proposal) setSearch({ at: proposal.id }, { replace: true });
    },
    [setSearch],
  );
  const showTab = useCallback((tab: Tab) => setSearch({ tab }, { replace: true }), [setSearch]);

  const place = search.get('place');
  useEffect(() => {
    if (place === null || proposals.length === 0) return;
    const there = itemAt(proposals, Number(place));
    setSearch(there ? { at: there.id } : {}, { replace: true });
  }, [place, proposals, setSearch]);

  return { tab, selected, select, showTab };
}

/** The figure at an offset, else the shortest other item that covers it. */
export function itemAt(proposals: readonly Proposal[], offset: number): Proposal | undefined {
  const covering = proposals.flatMap((proposal) => {
    const span = spansOf(proposal).find(([start, end]) => start <= offset && offset < end);
    return span ? [{ proposal, length: span[1] - span[0] }] : [];
  });
  covering.sort(
    (a, b) => Number(b.proposal.kind === 'figure') - Number(a.proposal.kind === 'figure') || a.length - b.length,
  );
  return covering[0]?.proposal;
}
