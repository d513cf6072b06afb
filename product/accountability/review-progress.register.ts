import {
  allOf,
  anyOf,
  attachments,
  day,
  defineRegister,
  defineStates,
  inState,
  longText,
  organisation,
  photos,
  point,
  ratio,
  ref,
  text,
} from '@quantu/registers';
import { congressIn, insiders, office, unitIn } from './access.ts';

const unit = unitIn('unit');

/** 办理进展: a draft of the unit until it is handed in; then evidence that the congress sees and nobody rewrites. */
const states = defineStates({
  initial: 'draft',
  states: {
    draft: { label: '草稿', light: 'grey' },
    filed: { label: '已报送', light: 'green', isFinal: true },
  },
  transitions: {
    file: {
      label: '报送',
      from: ['draft'],
      to: 'filed',
      by: anyOf(unit, office),
      requires: ['summary'],
      dates: 'filedOn',
    },
    takeBack: { label: '退回更正', from: ['filed'], to: 'draft', by: office, needsReason: true },
  },
});

export const reviewProgress = defineRegister('review-progress', {
  label: '办理进展',
  section: '人大监督',
  help: '一项任务一天一条：做了什么，照片（带地点和时间）、文件、数据。报送以后作为佐证保留。',
  key: ['task', 'unit', 'on'],
  title: 'summary',
  keeper: 'unit',
  fields: {
    task: ref('review-task', { label: '办理任务', required: true }),
    unit: organisation({ label: '填报单位', required: true }),
    on: day({ label: '日期', required: true }),
    summary: text({ label: '进展', required: true, maxLength: 200 }),
    detail: longText({ label: '说明', maxLength: 4000 }),
    done: ratio({ label: '完成比例', places: 0, min: 0, max: 1 }),
    figure: text({ label: '数据', maxLength: 200, help: '数字和它的来源，如：新增停车位 320 个（停车设施台账）' }),
    photos: photos({ label: '现场照片' }),
    files: attachments({ label: '文件' }),
    place: point({ label: '地点' }),
    filedOn: day({ label: '报送日期', by: 'program' }),
  },
  states,
  columns: ['task', 'unit', 'on', 'summary', 'done', 'state'],
  indexes: ['on'],
  access: {
    read: anyOf(insiders, congressIn('filed')),
    write: anyOf(office, allOf(unit, inState('draft'))),
    create: anyOf(office, unit),
    remove: allOf(anyOf(office, unit), inState('draft')),
  },
});
