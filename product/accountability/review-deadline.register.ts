import { code, day, defineRegister, integer, organisation, text } from '@quantu/registers';
import { congressOffice, insidersAndCongress } from './access.ts';

export const reviewDeadlines = defineRegister('review-deadline', {
  label: '办理期限规则',
  section: '人大监督',
  help: '法律没有规定天数，各地办法不同。在这里登记本地的期限；没有登记的环节按默认规则，默认值和出处见审议意见页的期限说明。',
  key: ['code'],
  title: 'code',
  fields: {
    code: text({ label: '编号', required: true, maxLength: 40 }),
    step: code({ label: '环节', set: 'review-step', required: true }),
    amount: integer({ label: '期限', required: true, min: 1, max: 365 }),
    unit: code({ label: '单位', set: 'span-unit', required: true }),
    committee: organisation({ label: '人大工作机构', help: '不填的，适用于全部' }),
    from: day({ label: '生效日期', required: true }),
    source: text({ label: '依据', required: true, maxLength: 300 }),
  },
  columns: ['code', 'step', 'amount', 'unit', 'committee', 'from', 'source'],
  access: { read: insidersAndCongress, write: congressOffice },
});
