import { useCallback, useEffect, useMemo, useState } from 'react';
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

interface Open {
  at: string | null;
  tab: Tab;
}

/** Browsers refuse hundreds of address changes in a few seconds; a held-down J makes one when it is let go. */
const SETTLE_MS = 120;

/**
 * What is open: an item, or a list. The address bar follows it (`at` an item, else `tab` a list) and tells it on
 * arrival, where `place` means an offset, from links of other pages. The state itself is here, not in the address, so
 * that two keys pressed quickly act one after the other.
 */
export function usePlace(proposals: readonly Proposal[]): Place {
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<Open>(() => arrival(search, proposals));
  const byId = useMemo(() => new Map(proposals.map((proposal) => [proposal.id, proposal])), [proposals]);
  const selected = byId.get(open.at ?? '') ?? null;
  const tab = selected ? tabOf(selected.kind) : open.tab;

  const select = useCallback((proposal: Proposal | undefined) => {
    if (proposal) setOpen({ at: proposal.id, tab: tabOf(proposal.kind) });
  }, []);
  const showTab = useCallback((tab: Tab) => setOpen({ at: null, tab }), []);

  const wanted = new URLSearchParams(selected ? { at: selected.id } : { tab }).toString();
  const shown = search.toString();
  useEffect(() => {
    if (wanted === shown) return undefined;
    const timer = setTimeout(() => setSearch(wanted, { replace: true }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted, shown, setSearch]);

  return { tab, selected, select, showTab };
}

function arrival(search: URLSearchParams, proposals: readonly Proposal[]): Open {
  const place = search.get('place');
  const at = place === null ? search.get('at') : (itemAt(proposals, Number(place))?.id ?? null);
  return { at, tab: TABS.find(({ key }) => key === search.get('tab'))?.key ?? 'finding' };
}

/** The figure at an offset, else the shortest other item that covers it. */
export function itemAt(proposals: readonly Proposal[], offset: number): Proposal | undefined {
  const covering = proposals.flatMap((proposal) => {
    const span = spansOf(proposal).find(([start, end]) => start <= offset && offset < end);
    return span ? [{ proposal, length: span[1] - span[0] }] : [];
  });
  covering.sort((a, b) => rank(a.proposal) - rank(b.proposal) || a.length - b.length);
  return covering[0]?.proposal;
}

const rank = ({ kind }: Proposal): number => (kind === 'figure' ? 0 : 1);
