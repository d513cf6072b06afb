import {
  code,
  day,
  decimalNumber,
  defineRegister,
  defineStates,
  integer,
  longText,
  ref,
  text,
} from '@quantu/registers';
import { insidersAndCongress, nobodyButProgram, planners } from './access.ts';

/** Published and withdrawn by the map's own routes, which move the features with it. */
const versionStates = defineStates({
  initial: 'draft',
  states: {
    draft: { label: '草稿', light: 'yellow' },
    published: { label: '现行', light: 'green' },
    superseded: { label: '历史版本', light: 'grey' },
    withdrawn: { label: '已撤销', light: 'grey', isFinal: true },
  },
  transitions: {
    publish: { label: '发布', from: ['draft'], to: 'published', by: nobodyButProgram, dates: 'publishedOn' },
    supersede: { label: '被新版本替代', from: ['published'], to: 'superseded', by: nobodyButProgram, dates: 'endedOn' },
    restore: { label: '恢复为现行', from: ['superseded'], to: 'published', by: nobodyButProgram },
    withdraw: { label: '撤销', from: ['draft', 'published'], to: 'withdrawn', by: nobodyButProgram },
  },
});

export const layerVersions = defineRegister('layer-version', {
  label: '图层版本',
  section: '规划',
  help: '图层的每一个版本一条：来自哪个文件、什么坐标系、核对过没有、有多少要素。由导入和发布写入。',
  key: ['layer', 'number'],
  title: 'title',
  fields: {
    layer: ref('map-layer', { label: '图层', required: true }),
    number: integer({ label: '版本号', required: true, min: 1 }),
    title: text({ label: '版本', required: true, maxLength: 160 }),
    publishedOn: day({ label: '发布日期' }),
    endedOn: day({ label: '停用日期' }),
    approvedOn: day({ label: '数据批准日期' }),
    basis: text({ label: '依据文件', maxLength: 300 }),
    crs: text({ label: '原坐标系', maxLength: 120 }),
    crsChecked: code({ label: '坐标系核对', set: 'crs-checked' }),
    fileName: text({ label: '来源文件', maxLength: 200 }),
    fileHash: text({ label: '文件摘要', maxLength: 80 }),
    digest: text({ label: '要素摘要', maxLength: 80 }),
    features: integer({ label: '要素数' }),
    areaM2: decimalNumber({ label: '椭球面积', unit: '平方米', places: 2 }),
    added: integer({ label: '新增' }),
    changed: integer({ label: '改变' }),
    removed: integer({ label: '删去' }),
    report: longText({ label: '导入说明' }),
  },
  states: versionStates,
  columns: ['layer', 'number', 'title', 'features', 'areaM2', 'publishedOn', 'state'],
  indexes: ['publishedOn'],
  access: { read: insidersAndCongress, write: nobodyButProgram, create: nobodyButProgram, remove: planners },
});
