import {
  allOf,
  anyOf,
  attachments,
  day,
  defineRegister,
  defineStates,
  inState,
  longText,
  organisation,
  ref,
  text,
} from '@quantu/registers';
import { insiders, office, unitIn } from './access.ts';

const unit = unitIn('unit');

/** 协办: a unit gives its part to the one that leads, within its own time. */
const states = defineStates({
  initial: 'asked',
  states: {
    asked: { label: '待提供', light: 'yellow' },
    given: { label: '已提供', light: 'green' },
    withdrawn: { label: '已撤销', light: 'grey', isFinal: true },
  },
  transitions: {
    give: { label: '提供', from: ['asked'], to: 'given', by: unit, requires: ['input'], dates: 'givenOn' },
    askAgain: { label: '要求补充', from: ['given'], to: 'asked', by: office, needsReason: true },
    withdraw: { label: '撤销', from: ['asked'], to: 'withdrawn', by: office, needsReason: true },
  },
});

export const reviewShares = defineRegister('review-share', {
  label: '协办',
  section: '人大监督',
  help: '协办单位向主办单位提供的意见和数据。期限按“办理期限规则”推算，也可以另定。',
  key: ['task', 'unit'],
  title: 'asked',
  keeper: 'unit',
  fields: {
    task: ref('review-task', { label: '办理任务', required: true, write: office }),
    unit: organisation({ label: '协办单位', required: true, write: office }),
    asked: text({ label: '需要提供', required: true, maxLength: 300, write: office }),
    setDueOn: day({ label: '另定期限', write: office }),
    dueOn: day({ label: '期限', by: 'program' }),
    input: longText({ label: '提供的意见', maxLength: 4000, write: unit }),
    files: attachments({ label: '附件', write: unit }),
    givenOn: day({ label: '提供日期', by: 'program' }),
  },
  states,
  columns: ['task', 'unit', 'asked', 'dueOn', 'givenOn', 'state'],
  indexes: ['dueOn'],
  access: {
    read: insiders,
    write: anyOf(office, allOf(unit, inState('asked'))),
    create: office,
    remove: allOf(office, inState('asked')),
  },
});
