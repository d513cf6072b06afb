import { code, day, defineRegister, text, yesNo } from '@quantu/registers';
import { congressOffice, insidersAndCongress } from '../access.ts';

export const reviewStatistics = defineRegister('review-statistic', {
  label: '办理统计口径',
  section: '人大监督',
  help: '满意率、办结率各地算法不一。在这里登记本地的算法；没有登记时：基本满意计入满意，除以已反馈的件数，A 类算办结。统计页按所看年份年末有效的口径计算。',
  key: ['code'],
  title: 'code',
  fields: {
    code: text({ label: '编号', required: true, maxLength: 40 }),
    isBasicContent: yesNo({ label: '基本满意计入满意', required: true }),
    contentBase: code({ label: '满意率的分母', set: 'statistic-base', required: true }),
    solvedBy: code({ label: '办结率的分子', set: 'statistic-solved', required: true }),
    from: day({ label: '生效日期', required: true }),
    source: text({ label: '依据', required: true, maxLength: 300 }),
  },
  columns: ['code', 'isBasicContent', 'contentBase', 'solvedBy', 'from', 'source'],
  access: { read: insidersAndCongress, write: congressOffice },
});
