import { defineStates, where } from '@quantu/registers';
import { chair, committee, congressOffice, deputyChair, head, office, viceHead } from './access.ts';

/**
 * 审议意见书: 人大 drafts, adopts, hands over; 政府 takes apart, handles, reports; 人大 votes and closes. Each side
 * takes its own steps only. Steps that look at items, votes or extensions are held in `opinion-guards.server.ts`.
 */
export const reviewOpinionStates = defineStates({
  initial: 'draft',
  states: {
    draft: { label: '草拟', light: 'grey' },
    review: { label: '审签', light: 'grey' },
    adopted: { label: '主任会议通过', light: 'grey' },
    delivered: { label: '已交办', light: 'yellow' },
    accepted: { label: '已签收', light: 'yellow' },
    decomposed: { label: '已分解', light: 'yellow' },
    handling: { label: '办理中', light: 'yellow' },
    commenting: { label: '报告征求意见', light: 'yellow' },
    filed: { label: '书面报告已报', light: 'yellow' },
    evaluated: { label: '已测评', light: 'yellow' },
    rework: { label: '重新办理', light: 'red' },
    escalated: { label: '升级监督', light: 'red' },
    tracking: { label: '办结转长期跟踪', light: 'green' },
    closed: { label: '销号归档', light: 'green', isFinal: true },
  },
  transitions: {
    submit: { label: '送审签', from: ['draft'], to: 'review', by: committee, requires: ['session', 'deliberatedOn'] },
    sendBack: { label: '退回修改', from: ['review'], to: 'draft', by: deputyChair, needsReason: true },
    sign: { label: '审签', from: ['review'], to: 'review', by: deputyChair, dates: 'signedOn' },
    adopt: {
      label: '主任会议通过',
      from: ['review'],
      to: 'adopted',
      by: chair,
      requires: ['number'],
      dates: 'adoptedOn',
      guards: [{ when: where('signedOn', 'not-empty'), says: '分管副主任还没有审签' }],
    },
    deliver: { label: '交办', from: ['adopted'], to: 'delivered', by: congressOffice, dates: 'deliveredOn' },
    accept: { label: '签收', from: ['delivered'], to: 'accepted', by: office, dates: 'acceptedOn' },
    refuse: { label: '退回人大', from: ['delivered'], to: 'adopted', by: office, needsReason: true },
    decompose: { label: '报送分解方案', from: ['accepted'], to: 'decomposed', by: office },
    approve: { label: '批准分解方案', from: ['decomposed'], to: 'handling', by: viceHead, dates: 'decomposedOn' },
    return: { label: '退回重新分解', from: ['decomposed'], to: 'accepted', by: viceHead, needsReason: true },
    circulate: {
      label: '报告送人大工作机构征求意见',
      from: ['handling', 'rework'],
      to: 'commenting',
      by: office,
      requires: ['report'],
      dates: 'circulatedOn',
    },
    comment: {
      label: '提出意见',
      from: ['commenting'],
      to: 'commenting',
      by: committee,
      requires: ['comment'],
      dates: 'commentedOn',
    },
    revise: { label: '撤回继续办理', from: ['commenting'], to: 'handling', by: office, needsReason: true },
    file: {
      label: '签发书面报告',
      from: ['commenting'],
      to: 'filed',
      by: head,
      requires: ['reportNumber', 'reportSigner'],
      guards: [{ when: where('commentedOn', 'not-empty'), says: '人大工作机构还没有对报告提出意见' }],
      dates: 'filedOn',
    },
    evaluate: {
      label: '确认测评结果',
      from: ['filed'],
      to: 'evaluated',
      by: congressOffice,
      guards: [
        { when: where('verdict', 'is', 'satisfied', 'basic', 'unsatisfied'), says: '本轮测评还没有公布有效的结果' },
      ],
    },
    waive: {
      label: '主任会议决定不测评',
      from: ['filed'],
      to: 'evaluated',
      by: chair,
      needsReason: true,
      dates: 'voteWaivedOn',
    },
    redo: {
      label: '交由重新办理',
      from: ['evaluated'],
      to: 'rework',
      by: chair,
      guards: [{ when: where('verdict', 'is', 'unsatisfied'), says: '测评结果不是“不满意”，不需要重新办理' }],
    },
    escalate: {
      label: '升级监督',
      from: ['evaluated'],
      to: 'escalated',
      by: chair,
      requires: ['escalation'],
      guards: [{ when: where('verdict', 'is', 'unsatisfied'), says: '测评结果不是“不满意”，不能升级监督' }],
      needsReason: true,
    },
    resume: {
      label: '转回办理',
      from: ['escalated', 'tracking'],
      to: 'handling',
      by: chair,
      needsReason: true,
      dates: 'reopenedOn',
    },
    track: {
      label: '办结转长期跟踪',
      from: ['evaluated', 'escalated'],
      to: 'tracking',
      by: chair,
      requires: ['publicity'],
    },
    close: {
      label: '销号归档',
      from: ['evaluated', 'tracking', 'escalated'],
      to: 'closed',
      by: chair,
      requires: ['publicity'],
      dates: 'closedOn',
    },
    reopen: {
      label: '恢复办理',
      from: ['closed'],
      to: 'handling',
      by: chair,
      needsReason: true,
      dates: 'reopenedOn',
    },
  },
});

/** States in which the government has not been handed the opinion yet: it does not see it. */
export const UNSENT = ['draft', 'review', 'adopted'] as const;
/** States in which the congress has had a report on it and goes on with it. */
export const REPORTED = ['evaluated', 'rework', 'escalated', 'tracking', 'closed'] as const;
/** States in which the government works on it. */
export const HANDED = Object.keys(reviewOpinionStates.states).filter((state) => !UNSENT.some((one) => one === state));
