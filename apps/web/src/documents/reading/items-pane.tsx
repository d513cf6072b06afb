import type { Proposal } from '@quantu/product-documents';
import { memo, useEffect, useRef } from 'react';
import { Light } from '../../shell/light.tsx';
import { HintRows } from './hint-rows.tsx';
import { lightOf, nameOf, noteOf, TABS, type Lists, type Tab } from './model.ts';

interface Props {
  lists: Lists;
  tab: Tab;
  selected: string | null;
  onTab: (tab: Tab) => void;
  onSelect: (id: string) => void;
}

const NOTHING: Record<Tab, string> = {
  finding: '没有发现前后矛盾或缺漏',
  figure: '没有识别出数字',
  entity: '没有识别出单位、地点、项目',
  commitment: '没有识别出下一步的承诺',
  opinion: '没有识别出审议意见',
  head: '没有识别出公文要素',
};

/** The six lists of what was read. */
export function ItemsPane({ lists, tab, selected, onTab, onSelect }: Props) {
  const rowsOf = (proposals: readonly Proposal[]) =>
    proposals.map((proposal) => (
      <ItemRow key={proposal.id} proposal={proposal} isSelected={proposal.id === selected} onSelect={onSelect} />
    ));
  const hasHints = tab === 'finding' && lists.hint.length > 0;
  return (
    <section className="items" aria-label="识读结果">
      <div className="item-tabs" role="tablist" aria-label="识读结果的种类">
        {TABS.filter(({ key }) => lists[key].length > 0 || key === tab || key === 'finding').map(({ key, word }) => (
          <button
            key={key}
            type="button"
            role="tab"
            aria-selected={key === tab}
            className="item-tab"
            onClick={() => onTab(key)}
          >
            {word} <span className="item-tab-count">{lists[key].length}</span>
          </button>
        ))}
      </div>
      <div className="item-rows" data-scroll>
        {lists[tab].length === 0 ? (
          <p className="quiet pad">{NOTHING[tab]}</p>
        ) : (
          <div role="listbox" aria-label={TABS.find(({ key }) => key === tab)?.word}>
            {rowsOf(lists[tab])}
          </div>
        )}
        {hasHints && (
          <HintRows count={lists.hint.length} isInside={lists.hint.some(({ id }) => id === selected)}>
            {rowsOf(lists.hint)}
          </HintRows>
        )}
      </div>
    </section>
  );
}

/** Scrolls the list alone: `scrollIntoView` would move the page under the fixed head as well. */
function reveal(row: HTMLElement | null): void {
  const list = row?.closest('[data-scroll]');
  if (!row || !list) return;
  const seen = list.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  if (top < seen.top) list.scrollTop += top - seen.top;
  else if (bottom > seen.bottom) list.scrollTop += bottom - seen.bottom;
}

interface RowProps {
  proposal: Proposal;
  isSelected: boolean;
  onSelect: (id: string) => void;
}

const ItemRow = memo(function ItemRow({ proposal, isSelected, onSelect }: RowProps) {
  const row = useRef<HTMLButtonElement>(null);
  const { kind, word } = lightOf(proposal);
  useEffect(() => {
    if (isSelected) reveal(row.current);
  }, [isSelected]);
  return (
    <button
      ref={row}
      type="button"
      role="option"
      data-row={proposal.id}
      aria-selected={isSelected}
      className={`item-row row-${proposal.kind} is-${proposal.state}`}
      onClick={() => onSelect(proposal.id)}
    >
      <Light kind={kind} word={word} quiet />
      <span className="item-name">{nameOf(proposal)}</span>
      <span className="item-note">{noteOf(proposal)}</span>
    </button>
  );
});
