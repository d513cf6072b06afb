import {
  code,
  computed,
  day,
  describeRegister,
  defineRegister,
  everyone,
  integer,
  money,
  organisation,
  point,
  programViewer,
  ratio,
  Registers,
  text,
  yesNo,
  type RecordView,
  type Value,
} from '@quantu/registers';

const organisations = defineRegister('organisation', {
  label: '机构',
  key: ['name'],
  title: 'name',
  fields: { name: text({ label: '名称', required: true }) },
  access: { read: everyone, write: everyone },
});
const bridges = defineRegister('bridge', {
  label: '桥梁台账',
  key: ['number'],
  title: 'name',
  fields: {
    number: text({ label: '编号', required: true }),
    name: text({ label: '名称', required: true, maxLength: 5 }),
    kind: code({ label: '类型', set: 'bridge-kind' }),
    keeper: organisation({ label: '管养单位' }),
    builtOn: day({ label: '建成日期' }),
    costYuan: money({ label: '造价', show: '亿元' }),
    paidYuan: money({ label: '已付', show: '万元' }),
    spans: integer({ label: '跨数', unit: '跨' }),
    share: ratio({ label: '自筹占比', places: 1 }),
    isOpen: yesNo({ label: '通车' }),
    rest: computed({ label: '未付', as: 'money', show: '万元', formula: 'costYuan - paidYuan' }),
    place: point({ label: '位置' }),
  },
  access: { read: everyone, write: everyone },
});

/** A register with one field of most kinds, as a reader with every right is told of it. */
export const SAMPLE = describeRegister(new Registers([organisations, bridges]).get('bridge')!, programViewer('test'));

/** A record of nothing but its values. */
export const recordOf = (id: string, values: Record<string, Value>): RecordView => ({
  id,
  version: 1,
  state: null,
  stateSince: null,
  stateDue: null,
  createdAt: '',
  createdBy: '',
  changedAt: '',
  changedBy: '',
  values,
  labels: {},
  masked: [],
});
