import { allOf, anyOf, day, defineRegister, defineStates, inState, longText, ref, yesNo } from '@quantu/registers';
import { chair, committee, congress, insidersIn } from '../access.ts';

/** 挂牌督办: proposed by a committee, decided by the 主任会议, shown to the public where it says so, lifted with a reason. */
const states = defineStates({
  initial: 'proposed',
  states: {
    proposed: { label: '建议挂牌', light: 'grey' },
    listed: { label: '挂牌督办', light: 'red' },
    lifted: { label: '摘牌', light: 'green', isFinal: true },
  },
  transitions: {
    list: { label: '决定挂牌', from: ['proposed'], to: 'listed', by: chair, dates: 'listedOn' },
    lift: { label: '摘牌', from: ['listed'], to: 'lifted', by: chair, needsReason: true, dates: 'liftedOn' },
  },
});

export const reviewListings = defineRegister('review-listing', {
  label: '挂牌督办',
  section: '人大监督',
  help: '重点事项由主任会议决定挂牌，按月报告，办好后摘牌。公开的列入挂牌督办清单。',
  key: ['item'],
  title: 'because',
  fields: {
    item: ref('review-item', { label: '意见事项', required: true }),
    because: longText({ label: '挂牌理由', required: true, maxLength: 500 }),
    isPublic: yesNo({ label: '公开', help: '列入对外公开的挂牌督办清单' }),
    listedOn: day({ label: '挂牌日期', by: 'program' }),
    liftedOn: day({ label: '摘牌日期', by: 'program' }),
  },
  states,
  columns: ['item', 'because', 'isPublic', 'listedOn', 'liftedOn', 'state'],
  access: {
    read: anyOf(congress, insidersIn('listed', 'lifted')),
    write: allOf(anyOf(committee, chair), inState('proposed', 'listed')),
    create: anyOf(committee, chair),
    remove: allOf(committee, inState('proposed')),
  },
});
