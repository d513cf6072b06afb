import { anyOf, defineStates, role } from '@quantu/registers';
import { office, ownUnit } from './access.ts';

/** 待填报 → 已提交 → 已审定; what is settled changes by a correction with a reason only. */
const approvers = role('government-office', 'vice-head');
export const monthStates = defineStates({
  initial: 'open',
  states: {
    open: { label: '待填报', light: 'yellow' },
    submitted: { label: '已提交', light: 'grey' },
    approved: { label: '已审定', light: 'green', isFinal: true },
  },
  transitions: {
    submit: {
      label: '提交',
      from: ['open'],
      to: 'submitted',
      by: anyOf(ownUnit, office),
      requires: ['doneYuan', 'progress'],
      dates: 'submittedOn',
    },
    return: { label: '退回', from: ['submitted'], to: 'open', by: approvers, needsReason: true },
    approve: { label: '审定', from: ['submitted'], to: 'approved', by: approvers, dates: 'approvedOn' },
    amend: {
      label: '更正',
      from: ['approved'],
      to: 'approved',
      by: approvers,
      asks: ['doneYuan', 'progress', 'progressText', 'problem'],
      needsReason: true,
    },
  },
});
