import { insiders } from '@quantu/people';
import {
  allOf,
  anyOf,
  day,
  defineRegister,
  defineStates,
  nobody,
  organisation,
  ownOrganisation,
  ref,
  role,
  text,
} from '@quantu/registers';

export const office = role('government-office');
/** The unit that writes it. */
export const writer = allOf(
  ownOrganisation('unit'),
  role('department-clerk', 'department-helper', 'department-head', 'territory'),
);

/** A unit hands its section in, the office takes it or gives it back. */
const states = defineStates({
  initial: 'writing',
  states: {
    writing: { label: '写作中', light: 'yellow' },
    submitted: { label: '已交稿', light: 'yellow' },
    approved: { label: '已审定', light: 'green' },
  },
  transitions: {
    submit: { label: '交稿', from: ['writing'], to: 'submitted', by: anyOf(writer, office), dates: 'submittedOn' },
    approve: { label: '审定', from: ['submitted'], to: 'approved', by: office, dates: 'approvedOn' },
    return: { label: '退回', from: ['submitted', 'approved'], to: 'writing', by: office, needsReason: true },
  },
});

export const reportSections = defineRegister('report-section', {
  label: '报告章节',
  section: '报告',
  help: '一份报告中由一个单位执笔的部分。',
  key: ['code'],
  title: 'title',
  keeper: 'unit',
  fields: {
    code: text({ label: '编号', required: true, maxLength: 60, by: 'program' }),
    report: ref('report', { label: '报告', required: true, by: 'program' }),
    title: text({ label: '章节标题', maxLength: 200, by: 'program' }),
    unit: organisation({ label: '执笔单位', by: 'program' }),
    dueOn: day({ label: '交稿期限', by: 'program' }),
    submittedOn: day({ label: '交稿日期', by: 'program' }),
    approvedOn: day({ label: '审定日期', by: 'program' }),
  },
  states,
  columns: ['report', 'title', 'unit', 'dueOn', 'submittedOn', 'state'],
  indexes: ['dueOn'],
  access: { read: insiders, write: nobody, create: nobody, remove: nobody },
});
