import { code, day, defineRegister, integer, text } from '@quantu/registers';
import { insidersAndCongress, office } from '../access.ts';

export const ladderRules = defineRegister('ladder-rule', {
  label: '督办规则',
  section: '人大监督',
  help: '到期前几天自查和提醒、多久没有进展发督办单、几个工作日内答复。没有登记的按默认：15 日、7 日、2 个月、5 个工作日。',
  key: ['code'],
  title: 'code',
  fields: {
    code: text({ label: '编号', required: true, maxLength: 40 }),
    step: code({ label: '环节', set: 'ladder-step', required: true }),
    amount: integer({ label: '期限', required: true, min: 1, max: 365 }),
    unit: code({ label: '单位', set: 'span-unit', required: true }),
    from: day({ label: '生效日期', required: true }),
    source: text({ label: '依据', required: true, maxLength: 300 }),
  },
  columns: ['code', 'step', 'amount', 'unit', 'from', 'source'],
  access: { read: insidersAndCongress, write: office },
});
