import {
  allOf,
  anyOf,
  attachments,
  code,
  day,
  defineRegister,
  defineStates,
  inState,
  longText,
  organisation,
  person,
  ref,
  text,
  where,
} from '@quantu/registers';
import { congressIn, insidersIn, office, unitIn, viceHead } from '../access.ts';

const unit = unitIn('unit');
/** What an order says is the office's; the unit it goes to answers it and rewrites nothing of it. */
const chasing = anyOf(office, viceHead);
const ISSUED = ['issued', 'answered', 'closed'] as const;

/** 督办单: the program proposes, the office issues, the unit answers, the office settles. */
const states = defineStates({
  initial: 'draft',
  states: {
    draft: { label: '拟发', light: 'grey' },
    issued: { label: '已发，待答复', light: 'red' },
    answered: { label: '已答复', light: 'yellow' },
    closed: { label: '已办结', light: 'green', isFinal: true },
    withdrawn: { label: '不发', light: 'grey', isFinal: true },
  },
  transitions: {
    issue: {
      label: '签发督办单',
      from: ['draft'],
      to: 'issued',
      by: office,
      requires: ['number', 'because'],
      guards: [{ when: where('level', 'is', 'L1', 'L2'), says: '分管领导督办由分管领导召开督办会签发' }],
      dates: 'issuedOn',
    },
    convene: {
      label: '召开督办会并签发',
      from: ['draft'],
      to: 'issued',
      by: viceHead,
      requires: ['number', 'because', 'minutes'],
      guards: [{ when: where('level', 'is', 'L3'), says: '只有分管领导督办（L3）才召开督办会' }],
      dates: 'issuedOn',
    },
    answer: { label: '答复', from: ['issued'], to: 'answered', by: unit, requires: ['reply'], dates: 'answeredOn' },
    sendBack: {
      label: '退回重新答复',
      from: ['answered'],
      to: 'issued',
      by: chasing,
      needsReason: true,
    },
    close: { label: '办结', from: ['answered'], to: 'closed', by: chasing, dates: 'closedOn' },
    withdraw: { label: '不发', from: ['draft'], to: 'withdrawn', by: office, needsReason: true },
  },
});

export const reviewOrders = defineRegister('review-order', {
  label: '督办单',
  section: '人大监督',
  help: '对逾期、久无进展的任务发出：级别、发给谁、为什么、几时答复。答复期限由系统按督办规则计算；L3 附督办会记录。',
  key: ['number'],
  title: 'number',
  keeper: 'unit',
  fields: {
    number: text({ label: '文号', required: true, maxLength: 60, help: '如：泉港政督〔2026〕3号', write: chasing }),
    level: code({ label: '级别', set: 'order-level', required: true, write: chasing }),
    task: ref('review-task', { label: '办理任务', required: true, write: chasing }),
    unit: organisation({ label: '发往单位', required: true, write: chasing }),
    issuer: organisation({ label: '发出单位', help: '一般是政府办公室（督查室）', write: chasing }),
    leader: person({ label: '督办领导', write: chasing }),
    because: longText({ label: '督办事由', required: true, maxLength: 2000, write: chasing }),
    issuedOn: day({ label: '发出日期', by: 'program' }),
    dueOn: day({ label: '答复期限', by: 'program' }),
    minutes: longText({
      label: '督办会记录',
      maxLength: 10_000,
      write: chasing,
      help: '分管领导督办（L3）必填',
    }),
    papers: attachments({ label: '会议材料', write: chasing }),
    reply: longText({ label: '答复', maxLength: 4000, write: unit, group: '答复' }),
    evidence: attachments({ label: '答复材料', write: unit, group: '答复' }),
    answeredOn: day({ label: '答复日期', by: 'program', group: '答复' }),
    closedOn: day({ label: '办结日期', by: 'program', group: '答复' }),
  },
  states,
  columns: ['number', 'level', 'task', 'unit', 'issuedOn', 'dueOn', 'answeredOn', 'state'],
  indexes: ['dueOn'],
  access: {
    read: anyOf(chasing, insidersIn(...ISSUED), congressIn(...ISSUED)),
    write: anyOf(allOf(chasing, inState('draft', 'answered')), allOf(unit, inState('issued'))),
    create: office,
    remove: allOf(office, inState('draft')),
  },
});
