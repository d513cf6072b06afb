import { defineStates } from '@quantu/registers';
import { office, unitIn } from './access.ts';

const unit = unitIn('lead');

/** 办理任务: the unit works and applies for sign-off, the government's office verifies. */
export const reviewTaskStates = defineStates({
  initial: 'draft',
  states: {
    draft: { label: '拟分派', light: 'grey' },
    assigned: { label: '已分派', light: 'yellow' },
    working: { label: '办理中', light: 'yellow' },
    returned: { label: '退回', light: 'red' },
    applied: { label: '申请销号', light: 'yellow' },
    verified: { label: '已核实', light: 'green', isFinal: true },
    cancelled: { label: '已取消', light: 'grey', isFinal: true },
  },
  transitions: {
    assign: { label: '分派', from: ['draft'], to: 'assigned', by: office, requires: ['dueOn'], dates: 'assignedOn' },
    accept: { label: '签收', from: ['assigned'], to: 'working', by: unit },
    refuse: { label: '申请退回', from: ['assigned', 'working'], to: 'returned', by: unit, needsReason: true },
    reassign: { label: '重新分派', from: ['returned'], to: 'assigned', by: office, dates: 'assignedOn' },
    apply: { label: '申请销号', from: ['working'], to: 'applied', by: unit, requires: ['result'], dates: 'appliedOn' },
    verify: { label: '核实', from: ['applied'], to: 'verified', by: office, dates: 'verifiedOn' },
    sendBack: { label: '退回继续办理', from: ['applied'], to: 'working', by: office, needsReason: true },
    cancel: {
      label: '取消',
      from: ['draft', 'assigned', 'working', 'returned'],
      to: 'cancelled',
      by: office,
      needsReason: true,
    },
    reopen: { label: '恢复办理', from: ['verified'], to: 'working', by: office, needsReason: true },
  },
});
export const TASK_SEEN = ['assigned', 'working', 'returned', 'applied', 'verified'] as const;
