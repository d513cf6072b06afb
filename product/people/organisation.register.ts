import { code, day, defineRegister, everyone, integer, organisation, role, text } from '@quantu/registers';

/** Who exists: a tree, dated. A former organisation keeps its records and names its successor. */
export const organisations = defineRegister('organisation', {
  label: '单位',
  section: '机构和人员',
  help: '区政府、部门、镇（街道）、国企、人大和企业。撤销的单位不删除，填撤销日期和接手单位。',
  key: ['code'],
  title: 'name',
  parent: 'parent',
  fields: {
    code: text({
      label: '单位代码',
      required: true,
      maxLength: 30,
      help: '统一社会信用代码，或本区的编号',
      aliases: ['统一社会信用代码', '机构代码', '代码'],
    }),
    name: text({ label: '单位名称', required: true, maxLength: 60, aliases: ['名称', '机构名称', '责任单位'] }),
    shortName: text({ label: '简称', maxLength: 20, aliases: ['单位简称'] }),
    kind: code({ label: '类别', set: 'organisation-kind', required: true, aliases: ['单位类别', '性质'] }),
    parent: organisation({ label: '上级单位', aliases: ['主管部门', '上级'] }),
    since: day({ label: '成立日期' }),
    until: day({ label: '撤销日期', notBefore: 'since', help: '从这一天起不再存在；先移交未办结的记录' }),
    successor: organisation({ label: '接手单位', help: '撤销以后由谁接手；接手单位可以查看原单位的记录' }),
    rank: integer({ label: '排序', min: 0, help: '小的在前' }),
  },
  search: ['name', 'shortName', 'code'],
  access: { read: everyone, write: role('government-office') },
});
