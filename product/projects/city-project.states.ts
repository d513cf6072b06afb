import { defineStates } from '@quantu/registers';
import { office, officeOrOwnUnit } from './access.ts';

/** 前期、在建、完工 add up to the list; what is ended has left it. */
export const cityProjectStates = defineStates({
  initial: 'preparing',
  states: {
    preparing: { label: '前期', light: 'grey' },
    building: { label: '在建', light: 'yellow' },
    finished: { label: '完工', light: 'green' },
    ended: { label: '终止', light: 'grey', isFinal: true },
  },
  transitions: {
    start: {
      label: '开工',
      from: ['preparing'],
      to: 'building',
      by: officeOrOwnUnit,
      requires: ['startedOn', 'photos'],
      dates: 'startedOn',
    },
    finish: {
      label: '完工',
      from: ['building'],
      to: 'finished',
      by: officeOrOwnUnit,
      requires: ['finishedOn', 'photos'],
      dates: 'finishedOn',
    },
    reopen: { label: '撤回完工', from: ['finished'], to: 'building', by: office, needsReason: true },
    end: {
      label: '终止',
      from: ['preparing', 'building'],
      to: 'ended',
      by: office,
      requires: ['endReason'],
      needsReason: true,
    },
    revive: { label: '恢复', from: ['ended'], to: 'preparing', by: office, needsReason: true },
  },
});
