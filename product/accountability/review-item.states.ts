import { anyOf, defineStates } from '@quantu/registers';
import { committee, deputyChair, nobodyButProgram, office, unitIn } from './access.ts';

const unit = unitIn('lead');
const either = anyOf(unit, office);

/** 意见事项: the government says that it is done, the congress says whether that is so. A unit never signs off. */
export const reviewItemStates = defineStates({
  initial: 'draft',
  states: {
    draft: { label: '拟定', light: 'grey' },
    open: { label: '未启动', light: 'grey' },
    working: { label: '办理中', light: 'yellow' },
    blocked: { label: '受阻', light: 'red' },
    returned: { label: '退回', light: 'red' },
    done: { label: '已完成（自评）', light: 'yellow' },
    kept: { label: '长期坚持', light: 'yellow' },
    planned: { label: '列入计划', light: 'yellow' },
    later: { label: '跨年度', light: 'yellow' },
    declined: { label: '不予采纳', light: 'grey' },
    checked: { label: '复核通过', light: 'green' },
    closed: { label: '销号', light: 'green', isFinal: true },
  },
  transitions: {
    release: { label: '交办', from: ['draft'], to: 'open', by: nobodyButProgram },
    withdraw: { label: '收回', from: ['open'], to: 'draft', by: nobodyButProgram },
    start: { label: '启动办理', from: ['open'], to: 'working', by: either },
    refuse: { label: '申请退回', from: ['open', 'working'], to: 'returned', by: unit, needsReason: true },
    reassign: { label: '重新分派', from: ['returned'], to: 'open', by: office, requires: ['lead'] },
    unblock: { label: '恢复办理', from: ['blocked'], to: 'working', by: either },
    finish: {
      label: '自评完成',
      from: ['working'],
      to: 'done',
      by: office,
      requires: ['result', 'resultText'],
      dates: 'assessedOn',
    },
    keep: {
      label: '转长期坚持',
      from: ['working', 'done'],
      to: 'kept',
      by: office,
      requires: ['resultText', 'targetOn'],
    },
    plan: { label: '列入计划', from: ['working'], to: 'planned', by: office, requires: ['resultText', 'targetOn'] },
    postpone: {
      label: '转跨年度完成',
      from: ['working'],
      to: 'later',
      by: office,
      requires: ['resultText', 'targetOn'],
    },
    block: { label: '报告受阻', from: ['working'], to: 'blocked', by: either, requires: ['blockedBecause'] },
    decline: { label: '不予采纳', from: ['open', 'working'], to: 'declined', by: office, needsReason: true },
    resume: { label: '恢复办理', from: ['kept', 'planned', 'later', 'declined'], to: 'working', by: office },
    check: {
      label: '复核通过',
      from: ['done', 'declined', 'kept'],
      to: 'checked',
      by: committee,
      requires: ['checkText'],
      dates: 'checkedOn',
    },
    sendBack: {
      label: '复核不通过，退回办理',
      from: ['done', 'declined', 'kept', 'planned', 'later', 'checked'],
      to: 'working',
      by: committee,
      needsReason: true,
    },
    close: { label: '销号', from: ['checked'], to: 'closed', by: deputyChair, dates: 'closedOn' },
    reopen: { label: '恢复办理', from: ['closed'], to: 'working', by: deputyChair, needsReason: true },
  },
});
/** States that need nothing more of the government, or that carry their own later day. */
export const ITEM_SETTLED = ['checked', 'closed'] as const;
export const ITEM_CARRIED = ['kept', 'planned', 'later'] as const;
/** The government has answered it, one way or another. */
export const ITEM_ANSWERED = [...ITEM_SETTLED, ...ITEM_CARRIED, 'done', 'declined'] as const;
