import { anyOf, defineStates } from '@quantu/registers';
import { leaders, office, ownUnit } from './access.ts';

/** A unit answers and applies; only the office signs off. Every extension carries who allowed it. */
export const supervisionStates = defineStates({
  initial: 'issued',
  states: {
    issued: { label: '已交办', light: 'grey', deadline: { workdays: 3 } },
    working: { label: '办理中', light: 'yellow' },
    answered: { label: '已反馈', light: 'yellow', deadline: { workdays: 5 } },
    extended: { label: '已延期', light: 'yellow' },
    closed: { label: '已销号', light: 'green', isFinal: true },
    withdrawn: { label: '已撤销', light: 'grey', isFinal: true },
  },
  transitions: {
    accept: { label: '签收', from: ['issued'], to: 'working', by: anyOf(ownUnit, office), dates: 'acceptedOn' },
    answer: {
      label: '反馈办理结果',
      from: ['working', 'extended'],
      to: 'answered',
      by: anyOf(ownUnit, office),
      requires: ['answer'],
      asks: ['evidence'],
      dates: 'answeredOn',
    },
    return: { label: '退回重办', from: ['answered'], to: 'working', by: office, needsReason: true },
    extend: {
      label: '同意延期',
      from: ['working'],
      to: 'extended',
      by: leaders,
      requires: ['extendedTo'],
      needsReason: true,
    },
    close: { label: '销号', from: ['answered'], to: 'closed', by: office, requires: ['answer'], dates: 'closedOn' },
    withdraw: { label: '撤销', from: ['issued', 'working'], to: 'withdrawn', by: office, needsReason: true },
    reopen: { label: '恢复督办', from: ['closed'], to: 'working', by: office, needsReason: true },
  },
});
