import type { Proposal, ProposalKind } from '@quantu/product-documents';
import { ENTITY_STATUS_WORD, ENTITY_TYPE_WORD } from '../../shell/entity-words.ts';
import type { LightKind } from '../../shell/light.tsx';

/** The lists of the right pane, in the order in which they are walked through. */
export const TABS = [
  { key: 'finding', word: '发现' },
  { key: 'figure', word: '数字' },
  { key: 'entity', word: '实体' },
  { key: 'commitment', word: '承诺' },
  { key: 'opinion', word: '意见' },
  { key: 'head', word: '要素' },
] as const;
export type Tab = (typeof TABS)[number]['key'];

export function tabOf(kind: ProposalKind): Tab {
  return kind === 'measure' ? 'opinion' : kind;
}

export type Lists = Readonly<Record<Tab, readonly Proposal[]>>;

/** Each list in the order of the text; an opinion is followed by its measures. */
export function listsOf(proposals: readonly Proposal[]): Lists {
  const lists: Record<Tab, Proposal[]> = { finding: [], figure: [], entity: [], commitment: [], opinion: [], head: [] };
  const measures = new Map<string, Proposal[]>();
  const sorted = [...proposals].sort((a, b) => a.position - b.position);
  for (const proposal of sorted) {
    if (proposal.kind !== 'measure') lists[tabOf(proposal.kind)].push(proposal);
    else measures.set(proposal.value.opinion, [...(measures.get(proposal.value.opinion) ?? []), proposal]);
  }
  lists.opinion = lists.opinion.flatMap((opinion) => [opinion, ...(measures.get(opinion.id) ?? [])]);
  return lists;
}

/** Every list after the other: the order of J and K. */
export function walk(lists: Lists): Proposal[] {
  return TABS.flatMap(({ key }) => lists[key]);
}

/** The neighbour of an item in the walk; from nothing, the first or last one of the shown list. */
export function neighbour(lists: Lists, tab: Tab, from: string | null, step: 1 | -1): Proposal | undefined {
  if (from === null) return step === 1 ? lists[tab][0] : lists[tab].at(-1);
  const all = walk(lists);
  return all[all.findIndex(({ id }) => id === from) + step];
}

/** The next item nobody has looked at, from an item onwards and around; undefined when all are checked. */
export function nextOpen(lists: Lists, from: string): Proposal | undefined {
  const all = walk(lists);
  const at = all.findIndex(({ id }) => id === from);
  return [...all.slice(at + 1), ...all.slice(0, at)].find(({ state }) => state === 'proposed');
}

export const KIND_WORD: Record<ProposalKind, string> = {
  head: '公文要素',
  opinion: '审议意见',
  measure: '举措',
  figure: '数字',
  entity: '实体',
  commitment: '承诺',
  finding: '发现',
};

/** One line for the lists, for screen readers and for titles. */
export function nameOf(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'head':
      return proposal.value.number ?? proposal.value.title ?? '公文要素';
    case 'opinion':
    case 'measure':
      return `${proposal.value.marker} ${proposal.value.title}`;
    case 'figure':
      return proposal.value.surface;
    case 'entity':
      return proposal.value.name;
    case 'commitment':
      return `${proposal.value.verb}${proposal.value.object}`;
    case 'finding':
      return proposal.value.text;
  }
}

/** The second, quieter half of a list line. */
export function noteOf(proposal: Proposal): string {
  if (proposal.kind === 'figure') return proposal.value.subject || '（未注明指标）';
  if (proposal.kind !== 'entity') return '';
  const { type, status } = proposal.value;
  return status === null ? ENTITY_TYPE_WORD[type] : `${ENTITY_TYPE_WORD[type]} · ${ENTITY_STATUS_WORD[status]}`;
}

/** How an item stands: open items by what they are, the others by what was decided. */
export function lightOf({ kind, state, value }: Proposal): { kind: LightKind; word: string } {
  const isFinding = kind === 'finding';
  if (state === 'accepted') return { kind: 'good', word: isFinding ? '已知悉' : '已采纳' };
  if (state === 'corrected') return { kind: 'good', word: '已改正' };
  if (state === 'rejected') return { kind: 'plain', word: isFinding ? '不成立' : `不是${KIND_WORD[kind]}` };
  if (!isFinding) return { kind: 'plain', word: '待核对' };
  const severity: Record<typeof value.severity, { kind: LightKind; word: string }> = {
    error: { kind: 'bad', word: '矛盾' },
    warn: { kind: 'watch', word: '要看' },
    info: { kind: 'plain', word: '提示' },
  };
  return severity[value.severity];
}
