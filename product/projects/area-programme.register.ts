import {
  area,
  code,
  count,
  day,
  defineRegister,
  longText,
  money,
  organisation,
  person,
  sum,
  text,
} from '@quantu/registers';
import { insidersAndCongress, leaders, officeOrOwnUnit } from './access.ts';

/** 片区指挥部: a programme that projects and parcels belong to. */
export const areaProgrammes = defineRegister('area-programme', {
  label: '片区开发',
  section: '项目',
  help: '片区作为一个整体推进：城建项目、招商项目和地块归到片区，由指挥部统筹。',
  key: ['code'],
  title: 'name',
  keeper: 'lead',
  fields: {
    code: text({ label: '片区代码', required: true, maxLength: 30 }),
    name: text({ label: '片区名称', required: true, maxLength: 60 }),
    headquarters: text({ label: '指挥部' }),
    leader: person({ label: '总指挥' }),
    lead: organisation({ label: '责任单位', required: true }),
    town: organisation({ label: '属地' }),
    level: code({ label: '片区级别', set: 'project-level' }),
    plannedYuan: money({ label: '规划总投资', show: '亿元', min: 0 }),
    startedOn: day({ label: '启动日期' }),
    purpose: longText({ label: '功能定位' }),
    range: area({ label: '片区范围' }),
  },
  columns: ['code', 'name', 'lead', 'leader', 'headquarters', 'plannedYuan', 'startedOn'],
  access: { read: insidersAndCongress, write: officeOrOwnUnit, create: leaders, remove: leaders },
  figures: {
    areas: count({
      label: '重点片区',
      unit: '个',
      names: ['片区', '重点片区'],
      definition: '片区开发台账中的片区，一个片区计一个',
    }),
    planned: sum('plannedYuan', {
      label: '片区规划总投资',
      unit: '亿元',
      decimals: 2,
      definition: '各片区规划总投资之和',
    }),
  },
});
