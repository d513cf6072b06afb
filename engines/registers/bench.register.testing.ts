import { defineCodeSet } from '@quantu/base';
import {
  anyOf,
  code,
  computed,
  day,
  defineRegister,
  defineStates,
  everyone,
  longText,
  money,
  nobody,
  organisation,
  ownOrganisation,
  point,
  Registers,
  role,
  text,
  type Books,
} from './index.ts';

const organisations = defineRegister('organisation', {
  label: '单位',
  key: ['name'],
  title: 'name',
  parent: 'above',
  fields: { name: text({ label: '名称', required: true }), above: organisation({ label: '上级' }) },
  access: { read: everyone, write: nobody },
});

/** As wide as the registers of projects are. */
const works = defineRegister('bench-work', {
  label: '测速台账',
  key: ['code'],
  title: 'name',
  states: defineStates({
    initial: 'planned',
    states: {
      planned: { label: '谋划' },
      signed: { label: '签约' },
      building: { label: '在建' },
      done: { label: '竣工' },
    },
    transitions: {},
  }),
  indexes: ['plannedYuan', 'startedOn'],
  fields: {
    code: text({ label: '编号', required: true }),
    name: text({ label: '名称', required: true }),
    programme: code({ label: '专项', set: 'bench-programme' }),
    town: code({ label: '镇', set: 'bench-town' }),
    lead: organisation({ label: '责任单位', required: true }),
    partner: organisation({ label: '配合单位' }),
    content: longText({ label: '建设内容' }),
    plannedYuan: money({ label: '计划投资', show: '万元' }),
    doneYuan: money({ label: '完成投资', show: '万元' }),
    doneShare: computed({ label: '完成率', as: 'ratio', formula: 'doneYuan / plannedYuan' }),
    startedOn: day({ label: '开工日期' }),
    dueOn: day({ label: '计划竣工' }),
    phone: text({ label: '电话', unmasked: role('office') }),
    secretYuan: money({ label: '谈判底价', show: '万元', read: anyOf(role('office'), ownOrganisation('lead')) }),
    site: point({ label: '位置' }),
  },
  access: { read: anyOf(role('office'), ownOrganisation('lead')), write: role('office') },
});

const set = (key: string, count: number) =>
  defineCodeSet({
    key,
    version: '1',
    label: key,
    source: 'bench',
    codes: Array.from({ length: count }, (_, at) => ({ code: `c${String(at).padStart(2, '0')}`, label: `选项${at}` })),
  });

export const benchBooks: Books = {
  registers: new Registers([organisations, works]),
  codeSets: [set('bench-programme', 12), set('bench-town', 9)],
};
