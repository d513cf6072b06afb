import { code, day, defineRegister, integer, money, ref, sum, text } from '@quantu/registers';
import { insidersAndCongress, office } from './access.ts';

/** What the figures of signing are counted by: see counting.ts. */
export const investmentSignings = defineRegister('investment-signing', {
  label: '签约记录',
  section: '项目',
  help: '每签一次记一条：首次签约计项目和金额，增资只计新增部分，意向转正式不重复计。计入多少由系统判定。',
  key: ['project', 'signedOn', 'kind'],
  title: 'project',
  fields: {
    project: ref('investment-project', { label: '招商项目', required: true }),
    signedOn: day({ label: '签约日期', required: true }),
    kind: code({ label: '签约类别', set: 'signing-kind', required: true }),
    contractKind: code({ label: '合同类别', set: 'contract-kind' }),
    amountYuan: money({ label: '签约后合同总额', show: '亿元', required: true, min: 0 }),
    event: text({ label: '签约活动', maxLength: 120 }),
    countedProjects: integer({ label: '计入项目数', by: 'program' }),
    countedYuan: money({ label: '计入金额', show: '亿元', by: 'program' }),
    because: text({ label: '计入理由', by: 'program' }),
  },
  search: ['event'],
  indexes: ['signedOn'],
  access: { read: insidersAndCongress, write: office },
  figures: {
    projects: sum('countedProjects', {
      label: '签约计入项目数',
      unit: '个',
      by: ['kind', 'contractKind'],
      period: 'signedOn',
      definition: '签约记录计入的项目数：每个项目只在首次签约时计一次',
    }),
    counted: sum('countedYuan', {
      label: '签约计入金额',
      unit: '亿元',
      decimals: 2,
      by: ['kind', 'contractKind'],
      period: 'signedOn',
      definition: '签约记录计入的金额：首次签约额，加当年增资的新增部分',
    }),
  },
});
