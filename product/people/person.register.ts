import {
  anyOf,
  day,
  defineRegister,
  everyone,
  integer,
  organisation,
  ownOrganisation,
  person,
  role,
  text,
} from '@quantu/registers';

const office = role('government-office');

/** Who works where. Moving to another organisation is an action of its own: it keeps the former posting. */
export const persons = defineRegister('person', {
  label: '人员',
  section: '机构和人员',
  help: '责任人、经办人和挂钩领导。调动请用“调动”，任职经历会留下；离任填离任日期，不删除。',
  key: ['code'],
  title: 'name',
  keeper: 'organisation',
  fields: {
    code: text({ label: '人员编号', required: true, maxLength: 30, aliases: ['编号', '工号'] }),
    name: text({ label: '姓名', required: true, maxLength: 40, aliases: ['人员姓名', '联系人'] }),
    organisation: organisation({ label: '所在单位', required: true, aliases: ['单位', '工作单位'] }),
    post: text({ label: '职务', maxLength: 60, aliases: ['岗位', '职务职级'] }),
    phone: text({
      label: '电话',
      maxLength: 30,
      unmasked: anyOf(office, ownOrganisation('organisation')),
      aliases: ['联系电话', '手机', '手机号码'],
    }),
    since: day({ label: '任职日期', help: '到现在的单位任职的第一天' }),
    until: day({ label: '离任日期', notBefore: 'since', help: '从这一天起不再任职；先移交未办结的记录' }),
    rank: integer({ label: '排序', min: 0, help: '小的在前' }),
  },
  access: { read: everyone, write: office },
});

/** Where a person was before: written by the program when they move. */
export const postings = defineRegister('posting', {
  label: '任职经历',
  section: '机构和人员',
  help: '人员调动时由系统写入：原单位、原职务和任职的起止日期。',
  key: ['person', 'until'],
  title: 'post',
  fields: {
    person: person({ label: '人员', required: true, by: 'program' }),
    organisation: organisation({ label: '单位', required: true, by: 'program' }),
    post: text({ label: '职务', maxLength: 60, by: 'program' }),
    since: day({ label: '任职日期', by: 'program' }),
    until: day({ label: '离任日期', required: true, by: 'program' }),
  },
  access: { read: everyone, write: { rule: 'nobody' } },
});
