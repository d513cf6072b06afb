import { defineCodeSet } from '@quantu/base';
import {
  allOf,
  anyOf,
  area,
  attachments,
  code,
  computed,
  day,
  decimalNumber,
  defineRegister,
  defineStates,
  everyone,
  instant,
  integer,
  inState,
  line,
  longText,
  money,
  month,
  organisation,
  ownOrganisation,
  ownPerson,
  person,
  photos,
  point,
  ratio,
  ref,
  Registers,
  role,
  text,
  where,
  yesNo,
  type Books,
  type Register,
} from './index.ts';

/** Invented: what the parks of a district could look like, with every kind of field. */
const organisations = defineRegister('organisation', {
  label: '单位',
  key: ['name'],
  title: 'name',
  parent: 'above',
  fields: {
    name: text({ label: '名称', required: true }),
    above: organisation({ label: '上级' }),
    until: day({ label: '撤销日期' }),
  },
  access: { read: everyone, write: role('office') },
});

const persons = defineRegister('person', {
  label: '人员',
  key: ['name'],
  title: 'name',
  fields: {
    name: text({ label: '姓名', required: true }),
    secret: yesNo({ label: '不公开' }),
    unit: organisation({ label: '单位' }),
  },
  access: { read: anyOf(role('office'), ownOrganisation('unit')), write: role('office') },
});

const states = defineStates({
  initial: 'planned',
  states: {
    planned: { label: '谋划', light: 'grey', deadline: { workdays: 10 } },
    building: { label: '在建', light: 'yellow', deadline: { months: 6 } },
    open: { label: '开放', light: 'green', isFinal: true },
  },
  transitions: {
    start: {
      label: '开工',
      from: ['planned'],
      to: 'building',
      by: anyOf(role('office'), ownOrganisation('lead')),
      requires: ['plannedYuan'],
      dates: 'startedOn',
      guards: [{ when: where('areaM2', 'at-least', '100'), says: '面积不足 100 平方米的公园不单独立项' }],
    },
    finish: { label: '开放', from: ['building'], to: 'open', by: role('office'), requires: ['permit'], asks: ['note'] },
    correct: { label: '更正', from: ['open'], to: 'building', by: role('office'), needsReason: true },
  },
});

export const parks = defineRegister('city-park', {
  label: '公园台账',
  key: ['code'],
  title: 'name',
  states,
  search: ['name', 'code', 'note'],
  indexes: ['plannedYuan', 'startedOn', 'name'],
  keeper: 'lead',
  fields: {
    code: text({
      label: '编号',
      required: true,
      pattern: { matches: '[A-Z0-9-]+', says: '只能用大写字母、数字和短横' },
    }),
    name: text({ label: '公园名称', required: true, maxLength: 60 }),
    note: longText({ label: '说明' }),
    kind: code({ label: '类别', set: 'park-kind' }),
    lead: organisation({ label: '责任单位', required: true }),
    keeper: person({ label: '管理员' }),
    near: ref('city-park', { label: '相邻公园' }),
    trees: integer({ label: '树木', unit: '棵', min: 0 }),
    areaM2: decimalNumber({ label: '面积', unit: '平方米', places: 2, min: 0 }),
    plannedYuan: money({ label: '计划投资', show: '万元', min: 0 }),
    doneYuan: money({ label: '完成投资', show: '万元' }),
    doneShare: computed({ label: '完成率', as: 'ratio', formula: 'doneYuan / plannedYuan' }),
    leftYuan: computed({ label: '未完成投资', as: 'money', formula: 'plannedYuan - doneYuan', show: '万元' }),
    shade: ratio({ label: '遮荫', max: 1 }),
    startedOn: day({ label: '开工日期' }),
    openedOn: day({ label: '开放日期', notBefore: 'startedOn' }),
    budgetMonth: month({ label: '下达月份' }),
    inspectedAt: instant({ label: '最近检查' }),
    isFree: yesNo({ label: '免费' }),
    phone: text({ label: '联系电话', unmasked: anyOf(role('office'), ownOrganisation('lead')) }),
    remark: text({ label: '内部意见', read: ownOrganisation('lead'), write: role('office', 'clerk') }),
    offerYuan: money({ label: '报价', show: '元', read: allOf(role('office'), inState('planned', 'building')) }),
    gate: point({ label: '大门' }),
    path: line({ label: '步道' }),
    site: area({ label: '范围' }),
    permit: attachments({ label: '验收文件' }),
    pictures: photos({ label: '照片' }),
    light: code({ label: '灯', set: 'park-light', by: 'program' }),
  },
  access: {
    read: anyOf(role('office', 'reader'), ownOrganisation('lead'), ownPerson('keeper'), inState('open')),
    write: anyOf(role('office'), ownOrganisation('lead')),
    remove: role('office'),
  },
});

const kinds = defineCodeSet({
  key: 'park-kind',
  version: '1',
  label: '公园类别',
  source: '示例',
  codes: [
    { code: 'green', label: '绿地' },
    { code: 'city', label: '综合公园', parent: 'green' },
    { code: 'pocket', label: '口袋公园', parent: 'green' },
    { code: 'zoo', label: '动物园', until: '2025-01-01' as never },
  ],
});
const lights = defineCodeSet({
  key: 'park-light',
  version: '1',
  label: '灯',
  source: '示例',
  codes: [
    { code: 'red', label: '红' },
    { code: 'green', label: '绿' },
  ],
});

export const sampleRegisters: readonly Register[] = [organisations, persons, parks];
export const sampleBooks: Books = { registers: new Registers(sampleRegisters), codeSets: [kinds, lights] };
export const organisationRegister = sampleBooks.registers.get('organisation')!;
export const personRegister = sampleBooks.registers.get('person')!;
export const park = sampleBooks.registers.get('city-park')! satisfies Register;
