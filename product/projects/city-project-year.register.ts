import { defineRegister, integer, money, ref, sum, text } from '@quantu/registers';
import { insidersAndCongress, office } from './access.ts';

export const cityProjectYears = defineRegister('city-project-year', {
  label: '城建年度计划',
  section: '项目',
  help: '每个城建项目每年一条计划投资；年中调整直接改这里，原计划留在历史里。',
  key: ['project', 'year'],
  title: 'project',
  search: ['note'],
  fields: {
    project: ref('city-project', { label: '项目', required: true }),
    year: integer({ label: '年度', required: true, min: 2000, max: 2100 }),
    plannedYuan: money({ label: '计划投资', show: '万元', required: true, min: 0 }),
    note: text({ label: '备注' }),
  },
  indexes: ['year'],
  access: { read: insidersAndCongress, write: office },
  figures: {
    planned: sum('plannedYuan', {
      label: '城建计划投资（按年度计划）',
      unit: '亿元',
      decimals: 2,
      period: 'year',
      definition: '各项目该年度计划投资之和，含后来终止的项目',
    }),
  },
});
