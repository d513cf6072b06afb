import { area, code, day, decimalNumber, defineRegister, longText, ref, text } from '@quantu/registers';
import { insiders, nobodyButProgram, planners } from './access.ts';

export const siteChecks = defineRegister('site-check', {
  label: '合规性审查',
  section: '规划',
  help: '对一个地块或项目用地的审查，一次一条。结论、每一步用的图层版本和面积都留存；由“合规性审查”写入。',
  key: ['number'],
  title: 'name',
  fields: {
    number: text({ label: '审查编号', required: true, maxLength: 40, by: 'program' }),
    name: text({ label: '项目（地块）', required: true, maxLength: 160 }),
    project: ref('city-project', { label: '城建项目' }),
    investment: ref('investment-project', { label: '招商项目' }),
    use: code({ label: '拟用途', set: 'land-use-2023' }),
    verdict: code({ label: '结论', set: 'check-verdict', by: 'program' }),
    areaM2: decimalNumber({ label: '面积', unit: '平方米', places: 2, by: 'program' }),
    checkedOn: day({ label: '审查日期', by: 'program' }),
    summary: longText({ label: '结论说明', by: 'program' }),
    site: area({ label: '范围', by: 'program' }),
    note: longText({ label: '备注' }),
  },
  columns: ['number', 'name', 'use', 'verdict', 'areaM2', 'checkedOn'],
  indexes: ['checkedOn'],
  access: { read: insiders, write: planners, create: nobodyButProgram, remove: planners },
});
