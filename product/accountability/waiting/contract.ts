import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { inDistrict, Lit } from '../params.ts';

/** One thing that waits: for the reader, or for somebody they answer for. */
export const Waiting = Type.Object({
  register: Type.String(),
  record: Id,
  opinion: nullable(Id),
  /** 审议意见, 意见事项, 任务 … */
  kind: Type.String(),
  title: Type.String(),
  of: Type.String(),
  unit: Type.String(),
  stateLabel: Type.String(),
  /** What is to be done, in the words of who does it. */
  say: Type.String(),
  on: nullable(Type.String()),
  /** The reader may take the next step. */
  isMine: Type.Boolean(),
  isLate: Type.Boolean(),
  /** It came back: by whom, when, and why; null when it goes forward. */
  back: nullable(Type.Object({ by: Type.String(), on: Type.String(), because: Type.String(), from: Type.String() })),
  ...Lit,
});
export type Waiting = Static<typeof Waiting>;

export const waitingRoutes = {
  waiting: defineRoute('GET', '/api/d/:district/reviews/waiting', {
    access: 'district.enter',
    summary: '待办：轮到当前用户办的、逾期的、退回来的，最急的在前',
    params: inDistrict,
    answer: Type.Object({
      data: Type.Array(Waiting),
      counts: Type.Object({ mine: Type.Integer(), late: Type.Integer(), back: Type.Integer() }),
      /** The reader is of the people's congress. */
      isCongress: Type.Boolean(),
    }),
  }),
};
