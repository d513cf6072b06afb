import { defineRegister, defineStates, integer, longText, ref, text } from '@quantu/registers';
import { nobodyButProgram, planners } from './access.ts';

/** Adopted and given up by the map's own routes, which move the features with it. */
const scenarioStates = defineStates({
  initial: 'open',
  states: {
    open: { label: '比选中', light: 'yellow' },
    adopted: { label: '已采纳', light: 'green', isFinal: true },
    discarded: { label: '已放弃', light: 'grey' },
  },
  transitions: {
    adopt: { label: '采纳为草稿', from: ['open'], to: 'adopted', by: nobodyButProgram },
    discard: { label: '放弃', from: ['open'], to: 'discarded', by: nobodyButProgram },
    reopen: { label: '恢复', from: ['discarded'], to: 'open', by: nobodyButProgram },
  },
});

/** A plan tried out beside the draft. Like a draft it is for who draws plans. */
export const scenarios = defineRegister('plan-scenario', {
  label: '规划方案',
  section: '规划',
  help: '一个图层可以同时有几个方案：在某一版上试改，看图、统计、相互比较，采纳的进入草稿。由方案页面写入。',
  key: ['layer', 'number'],
  title: 'name',
  fields: {
    layer: ref('map-layer', { label: '图层', required: true }),
    number: integer({ label: '编号', required: true }),
    name: text({ label: '方案名称', required: true, maxLength: 80 }),
    purpose: longText({ label: '目的', maxLength: 1000 }),
    owner: text({ label: '负责人', maxLength: 60 }),
    base: integer({ label: '基于版本', required: true, min: 0 }),
    added: integer({ label: '新增' }),
    changed: integer({ label: '改变' }),
    removed: integer({ label: '删去' }),
    edits: integer({ label: '修改次数' }),
    adoptedAs: integer({ label: '采纳进版本' }),
  },
  states: scenarioStates,
  columns: ['layer', 'name', 'owner', 'base', 'added', 'changed', 'removed', 'state'],
  access: { read: planners, write: nobodyButProgram, create: nobodyButProgram, remove: nobodyButProgram },
});
