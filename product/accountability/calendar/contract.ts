import { choice, defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, DayText, inDistrict, Lit } from '../params.ts';

export const DEADLINE_KINDS = {
  opinion: '审议意见',
  step: '下一步',
  item: '意见事项',
  task: '任务',
  share: '协办',
  extension: '延期申请',
  vote: '测评',
  motion: '建议提案',
} as const;
export type DeadlineKind = keyof typeof DEADLINE_KINDS;
const kinds = Object.keys(DEADLINE_KINDS) as DeadlineKind[];

export const Deadline = Type.Object({
  kind: choice(kinds, '类别'),
  register: Type.String(),
  record: Id,
  /** The opinion it belongs to; null of a suggestion. */
  opinion: nullable(Id),
  title: Type.String(),
  /** The opinion or item it belongs to, in words. */
  of: Type.String(),
  unit: Type.String(),
  unitId: nullable(Id),
  on: Type.String(),
  /** Nothing more is to be done by that day. */
  isDone: Type.Boolean(),
  /** The holidays of its year are not published yet: it may move. */
  isProvisional: Type.Boolean(),
  ...Lit,
});
export type Deadline = Static<typeof Deadline>;

/** What a calendar says of a day besides its deadlines. */
export const CalendarDay = Type.Object({
  on: Type.String(),
  isWorkday: Type.Boolean(),
  holiday: nullable(Type.String()),
  isProvisional: Type.Boolean(),
});
export type CalendarDay = Static<typeof CalendarDay>;

const Wish = Type.Object({
  from: Type.Optional(DayText),
  until: Type.Optional(DayText),
  /** Only what is still to be done. */
  open: Type.Optional(Type.Boolean({ description: '只要未办的' })),
  opinion: Type.Optional(Id),
  unit: Type.Optional(Id),
  ...AsOf,
});
export type CalendarWish = Static<typeof Wish>;

export const calendarRoutes = {
  calendar: defineRoute('GET', '/api/d/:district/reviews/calendar', {
    access: 'district.enter',
    summary: '办理日历：一段时间里的期限、亮灯和工作日；之前逾期未办的另列',
    params: inDistrict,
    query: Wish,
    answer: Type.Object({
      data: Type.Object({
        today: Type.String(),
        days: Type.Array(CalendarDay),
        deadlines: Type.Array(Deadline),
        /** Before the first day, and still to be done; the longest overdue first. */
        overdue: Type.Array(Deadline),
        /** How many are overdue altogether: only the first are told. */
        overdueCount: Type.Integer(),
      }),
    }),
  }),
  calendarFile: defineRoute('GET', '/api/d/:district/reviews/calendar.ics', {
    access: 'district.enter',
    summary: '办理日历（.ics），导入手机或 Outlook 日历',
    params: inDistrict,
    query: Wish,
    medium: 'file',
  }),
};
