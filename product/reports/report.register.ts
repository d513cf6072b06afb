import { congress, insiders } from '@quantu/people';
import {
  allOf,
  anyOf,
  day,
  defineRegister,
  defineStates,
  inState,
  nobody,
  organisation,
  ref,
  role,
  text,
} from '@quantu/registers';

const office = role('government-office');
const viceHead = role('vice-head', 'district-head');
const head = role('district-head');

/** Drafted and put together by the office, read by a vice head, signed by the head; what is signed is never changed. */
const states = defineStates({
  initial: 'drafting',
  states: {
    drafting: { label: '起草', light: 'yellow' },
    reviewing: { label: '送审', light: 'yellow' },
    approved: { label: '待签发', light: 'yellow' },
    signed: { label: '已签发', light: 'green' },
    filed: { label: '已报送', light: 'green' },
    published: { label: '已公开', light: 'green' },
    withdrawn: { label: '作废', light: 'grey', isFinal: true },
  },
  transitions: {
    review: { label: '送审', from: ['drafting'], to: 'reviewing', by: office },
    sendBack: { label: '退回修改', from: ['reviewing', 'approved'], to: 'drafting', by: viceHead, needsReason: true },
    takeBack: { label: '撤回修改', from: ['reviewing', 'approved'], to: 'drafting', by: office, needsReason: true },
    approve: { label: '核稿通过', from: ['reviewing'], to: 'approved', by: viceHead },
    sign: { label: '签发', from: ['approved'], to: 'signed', by: head, dates: 'signedOn' },
    file: { label: '报送', from: ['signed'], to: 'filed', by: office, dates: 'filedOn' },
    publish: { label: '公开', from: ['filed'], to: 'published', by: office, dates: 'publishedOn' },
    withdraw: { label: '作废', from: ['drafting'], to: 'withdrawn', by: office, needsReason: true },
  },
});

/** States in which the people's congress has the report in its hands. */
export const HANDED_IN = ['filed', 'published'] as const;

export const reports = defineRegister('report', {
  label: '报告',
  section: '报告',
  help: '本机关起草的报告，一份一条；正文、版头和数字在“起草报告”里写。',
  key: ['code'],
  title: 'title',
  keeper: 'office',
  fields: {
    code: text({ label: '编号', required: true, maxLength: 40, by: 'program' }),
    title: text({ label: '标题', required: true, maxLength: 160, by: 'program' }),
    number: text({ label: '发文字号', maxLength: 400, by: 'program' }),
    opinion: ref('review-opinion', { label: '所答复的审议意见', by: 'program' }),
    office: organisation({ label: '起草单位', by: 'program' }),
    asOf: day({ label: '数据截至', by: 'program' }),
    signedOn: day({ label: '签发日期', by: 'program' }),
    filedOn: day({ label: '报送日期', by: 'program' }),
    publishedOn: day({ label: '公开日期', by: 'program' }),
  },
  states,
  columns: ['code', 'title', 'number', 'opinion', 'asOf', 'signedOn', 'state'],
  access: {
    read: anyOf(insiders, allOf(congress, inState(...HANDED_IN))),
    write: nobody,
    create: nobody,
    remove: nobody,
  },
});
