import {
  allOf,
  anyOf,
  attachments,
  code,
  day,
  defineRegister,
  defineStates,
  inState,
  integer,
  longText,
  ref,
  text,
  where,
} from '@quantu/registers';
import { congress, congressOffice, insidersIn } from './access.ts';

/** 满意度测评: raw counts, the rule they were counted by and the verdict; what was announced is never changed. */
const states = defineStates({
  initial: 'counting',
  states: {
    counting: { label: '计票', light: 'yellow' },
    announced: { label: '已公布', light: 'green', isFinal: true },
  },
  transitions: {
    announce: {
      label: '公布',
      from: ['counting'],
      to: 'announced',
      by: congressOffice,
      requires: ['verdict'],
      guards: [
        {
          when: where('verdict', 'is-not', 'void'),
          says: '出席未达到法定人数，测评无效，不能公布；请重新测评后改填票数',
        },
      ],
      dates: 'announcedOn',
    },
  },
});

const votes = (label: string, help?: string) =>
  integer({ label, unit: '票', required: true, min: 0, max: 100_000, ...(help === undefined ? {} : { help }) });

export const reviewVotes = defineRegister('review-vote', {
  label: '满意度测评',
  section: '人大监督',
  help: '只填原始票数，结果由系统按测评规则计算，规则和算式一并留存。公布后不能修改。',
  key: ['opinion', 'round'],
  title: 'session',
  fields: {
    opinion: ref('review-opinion', { label: '审议意见', required: true }),
    round: integer({ label: '轮次', required: true, min: 1, max: 9 }),
    session: text({ label: '会议', required: true, maxLength: 120 }),
    on: day({ label: '测评日期', required: true }),
    method: code({ label: '表决方式', set: 'vote-method' }),
    rule: ref('vote-rule', { label: '测评规则', help: '不选时按默认规则：全体组成人员过半数' }),
    members: integer({ label: '组成人员总数', unit: '人', required: true, min: 1, max: 100_000 }),
    attending: integer({ label: '出席', unit: '人', required: true, min: 0, max: 100_000 }),
    sent: votes('发出'),
    returned: votes('收回'),
    invalid: votes('无效', '没有选或选了一个以上等次的'),
    satisfied: votes('满意'),
    basic: votes('基本满意'),
    unsatisfied: votes('不满意'),
    verdict: code({ label: '结果', set: 'review-verdict', by: 'program' }),
    verdictBecause: longText({ label: '算式', by: 'program' }),
    ruleText: longText({ label: '所用规则', by: 'program' }),
    announcedOn: day({ label: '公布日期', by: 'program' }),
    minutes: attachments({ label: '计票单' }),
  },
  states,
  columns: ['opinion', 'round', 'session', 'on', 'satisfied', 'basic', 'unsatisfied', 'verdict', 'state'],
  indexes: ['on'],
  access: {
    read: anyOf(congress, insidersIn('announced')),
    write: allOf(congressOffice, inState('counting')),
    create: congressOffice,
    remove: allOf(congressOffice, inState('counting')),
  },
});
