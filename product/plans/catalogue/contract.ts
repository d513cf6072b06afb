import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { inDistrict } from '../contract.ts';

/** Where an accepted document names a plan. */
export const PlanSource = Type.Object({
  document: Id,
  title: Type.String(),
  name: Type.String(),
  /** In which state the document says it is, as the reader of documents codes it. */
  status: nullable(Type.String()),
  sentence: Type.String(),
  place: Type.Integer({ description: '在正文里的位置' }),
});
export type PlanSource = Static<typeof PlanSource>;

export const planSourceRoutes = {
  sources: defineRoute('GET', '/api/d/:district/plans/:plan/sources', {
    access: 'documents.read',
    summary: '一部规划在哪些已采纳的报告里，原句和位置',
    params: Type.Object({ ...inDistrict.properties, plan: Id }),
    answer: Type.Object({ data: Type.Array(PlanSource) }),
  }),
  entered: defineRoute('GET', '/api/d/:district/documents/:document/plans', {
    access: 'documents.read',
    summary: '一份报告采纳后进入规划目录的规划',
    params: Type.Object({ ...inDistrict.properties, document: Id }),
    answer: Type.Object({
      data: Type.Array(Type.Object({ name: Type.String(), plan: Id, planName: Type.String(), state: Type.String() })),
    }),
  }),
};
