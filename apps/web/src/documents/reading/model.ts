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

/** A remark that asks for nothing: folded below the findings, walked last, not counted as something to check. */
export function isHint(proposal: Proposal): boolean {
  return proposal.kind === 'finding' && proposal.value.severity === 'info';
}

export function tabOf(kind: ProposalKind): Tab {
  return kind === 'measure' ? 'opinion' : kind;
}

export type Lists = Readonly<Record<Tab | 'hint', readonly Proposal[]>>;

/** Each list in the order of the text, findings the gravest first; an opinion is followed by its measures. */
export function listsOf(proposals: readonly Proposal[]): Lists {
  const lists: Record<Tab | 'hint', Proposal[]> = {
    finding: [],
    figure: [],
    entity: [],
    commitment: [],
    opinion: [],
    head: [],
    hint: [],
  };
  const measures = new Map<string, Proposal[]>();
  const sorted = [...proposals].sort((a, b) => a.position - b.position);
  for (const proposal of sorted) {
    if (proposal.kind !== 'measure') lists[isHint(proposal) ? 'hint' : tabOf(proposal.kind)].push(proposal);
    else measures.set(proposal.value.opinion, [...(measures.get(proposal.value.opinion) ?? []), proposal]);
  }
  lists.finding.sort((a, b) => gravity(a) - gravity(b));
  lists.opinion = lists.opinion.flatMap((opinion) => [opinion, ...(measures.get(opinion.id) ?? [])]);
  return lists;
}

function gravity({ kind, value }: Proposal): number {
  return kind === 'finding' && value.severity === 'error' ? 0 : 1;
}

/** Every list after the other, hints at the end: the order of J and K. */
export function walk(lists: Lists): Proposal[] {
  return [...TABS.flatMap(({ key }) => lists[key]), ...lists.hint];
}

/** The neighbour of an item in the walk; from nothing, the first or last one of the shown list. */
export function neighbour(lists: Lists, tab: Tab, from: string | null, step: 1 | -1): Proposal | undefined {
  if (from === null) return step === 1 ? lists[tab][0] : lists[tab].at(-1);
  const all = walk(lists);
  return all[all.findIndex(({ id }) => id === from) + step];
}

/** The next item to check, from an item onwards and around; undefined when all are checked. Hints need no check. */
export function nextOpen(lists: Lists, from: string): Proposal | undefined {
  const all = walk(lists);
  const at = all.findIndex(({ id }) => id === from);
  const others = [...all.slice(at + 1), ...all.slice(0, at)];
  return others.find((proposal) => proposal.state === 'proposed' && !isHint(proposal));
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

/** What a person calls this item: a finding that asks for nothing is a hint. */
export function kindWordOf(proposal: Proposal): string {
  return isHint(proposal) ? '提示' : KIND_WORD[proposal.kind];
}

/** What the two decisions on a finding are called, on the buttons and afterwards. */
export function decisionWords(proposal: Proposal): { accept: string; accepted: string; reject: string } {
  return isHint(proposal)
    ? { accept: '知道了', accepted: '已知悉', reject: '不是问题' }
    : { accept: '属实', accepted: '属实', reject: '不是问题' };
}

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

const SEVERITY = {
  error: { kind: 'bad', word: '矛盾' },
  warn: { kind: 'watch', word: '存疑' },
  info: { kind: 'plain', word: '提示' },
} as const satisfies Record<string, { kind: LightKind; word: string }>;

/** How an item stands: open items by what they are, the others by what was decided. */
export function lightOf(proposal: Proposal): { kind: LightKind; word: string } {
  const { kind, state, value } = proposal;
  if (kind === 'finding') {
    const words = decisionWords(proposal);
    if (state === 'accepted') return { kind: 'good', word: words.accepted };
    return state === 'rejected' ? { kind: 'plain', word: words.reject } : SEVERITY[value.severity];
  }
  if (state === 'accepted') return { kind: 'good', word: '已采纳' };
  if (state === 'corrected') return { kind: 'good', word: '已改正' };
  return { kind: 'plain', word: state === 'rejected' ? `不是${KIND_WORD[kind]}` : '待核对' };
}
