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
} from '@quantu/registers';
import { congress, deputyChair, insiders, office } from './access.ts';

/** 延期: asked for by the government in writing before the day, allowed by the congress, and it names who did. */
const states = defineStates({
  initial: 'asked',
  states: {
    asked: { label: '待批准', light: 'yellow' },
    granted: { label: '已同意', light: 'green', isFinal: true },
    refused: { label: '不同意', light: 'red', isFinal: true },
  },
  transitions: {
    grant: { label: '同意延期', from: ['asked'], to: 'granted', by: deputyChair, requires: ['to'], dates: 'decidedOn' },
    refuse: {
      label: '不同意延期',
      from: ['asked'],
      to: 'refused',
      by: deputyChair,
      needsReason: true,
      dates: 'decidedOn',
    },
  },
});

export const reviewExtensions = defineRegister('review-extension', {
  label: '延期申请',
  section: '人大监督',
  help: '期限届满前书面申请，由人大分管副主任批准。不填意见事项的，是整件审议意见延期；只能延一次，最长期限见办理期限规则。',
  key: ['opinion', 'on'],
  title: 'because',
  keeper: 'unit',
  fields: {
    opinion: ref('review-opinion', { label: '审议意见', required: true }),
    item: ref('review-item', { label: '意见事项' }),
    unit: organisation({ label: '申请单位', required: true }),
    on: day({ label: '申请日期', required: true }),
    because: longText({ label: '理由', required: true, maxLength: 2000 }),
    to: day({ label: '延期至', required: true, notBefore: 'on' }),
    request: attachments({ label: '书面说明' }),
    decidedOn: day({ label: '决定日期', by: 'program' }),
  },
  states,
  columns: ['opinion', 'item', 'unit', 'on', 'to', 'decidedOn', 'state'],
  access: {
    read: anyOf(insiders, congress),
    write: allOf(office, inState('asked')),
    create: office,
    remove: allOf(office, inState('asked')),
  },
});
