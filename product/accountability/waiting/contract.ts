import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { inDistrict, Lit } from '../params.ts';

/** One thing that waits: for the reader, or for somebody they answer for. */
export const Waiting = Type.Object({
  register: Type.String(),
  record: Id,
  version: Type.Integer(),
  opinion: nullable(Id),
  /** The report that it is, or is a section of. */
  report: nullable(Id),
  /** 审议意见, 意见事项, 任务 … */
  kind: Type.String(),
  title: Type.String(),
  of: Type.String(),
  unit: Type.String(),
  stateLabel: Type.String(),
  /** What is to be done, in the words of who does it. */
  say: Type.String(),
  on: nullable(Type.String()),
  /** What is taken where it waits, for it asks for nothing; null where the record has to be opened. */
  step: nullable(Type.Object({ key: Type.String(), label: Type.String() })),
  /** The reader may take the next step. */
  isMine: Type.Boolean(),
  isLate: Type.Boolean(),
  /** It came back: by whom, when, and why; null when it goes forward. */
  back: nullable(Type.Object({ by: Type.String(), on: Type.String(), because: Type.String(), from: Type.String() })),
  ...Lit,
});
export type Waiting = Static<typeof Waiting>;

/** So many in one act: each of them is judged anew by itself. */
export const MOST_STEPS = 100;

/** What a step is opened with, for its taker to go over: a value, what it is called, and what it was made from. */
const Proposal = Type.Object({ value: Type.String(), label: Type.String(), because: Type.String() });

export const waitingRoutes = {
  itemResult: defineRoute('GET', '/api/d/:district/reviews/items/:item/result', {
    access: 'district.enter',
    summary: '意见事项的办理结果：由各项任务的办理结果拟出，供自评时核改',
    params: Type.Object({ ...inDistrict.properties, item: Id }),
    answer: Type.Object({ data: Type.Record(Type.String(), Proposal) }),
  }),
  takeSteps: defineRoute('POST', '/api/d/:district/reviews/steps', {
    access: 'district.enter',
    summary: '把待办里同一种不用填写的步骤一并办理：全部办成，或一件也不动',
    params: inDistrict,
    body: Type.Object({
      register: Type.String({ maxLength: 40, description: '台账' }),
      step: Type.String({ maxLength: 40, description: '步骤' }),
      records: Type.Array(Type.Object({ id: Id, version: Type.Integer() }), {
        minItems: 1,
        maxItems: MOST_STEPS,
        description: '记录',
      }),
    }),
    answer: Type.Object({ taken: Type.Integer() }),
  }),
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
