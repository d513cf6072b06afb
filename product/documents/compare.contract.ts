import { defineRoute, Id, idOf, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { inDistrict } from './params.ts';
import { FigureProposal } from './proposals.contract.ts';
import { FigureValue } from './values.ts';

export const ComparedFigure = Type.Pick(FigureProposal.properties.value, [
  'start',
  'end',
  'surface',
  'value',
  'value2',
  'unit',
  'kind',
  'subject',
  'period',
  'approx',
]);
export const Difference = Type.Object({
  subject: Type.String(),
  unit: Type.String(),
  kind: FigureValue.properties.kind,
  a: ComparedFigure,
  b: ComparedFigure,
  isSame: Type.Boolean(),
  /** b − a, exact decimal; null for ranges. */
  change: nullable(Type.String()),
  /** (b − a) / |a| in per cent with one decimal; null when a is 0 or the unit is a share. */
  changePercent: nullable(Type.String()),
});
const DocumentName = Type.Object({
  id: Id,
  title: Type.String(),
  number: nullable(Type.String()),
  dated: nullable(Type.String()),
});
export const CompareAnswer = Type.Object({
  data: Type.Object({
    a: DocumentName,
    b: DocumentName,
    /** Same concept in both: different values first, then equal ones, in the order of document a. */
    differences: Type.Array(Difference),
    /** Same printed value and unit under different words, when the value is telling (not 1, 2, 100 %). */
    otherWords: Type.Array(Type.Object({ a: ComparedFigure, b: ComparedFigure })),
    onlyInA: Type.Array(ComparedFigure),
    onlyInB: Type.Array(ComparedFigure),
  }),
});
export type CompareAnswer = Static<typeof CompareAnswer>;

export const compareRoutes = {
  compare: defineRoute('GET', '/api/d/:district/compare', {
    access: 'documents.read',
    summary: '比较两份公文：同一指标，不同数值',
    params: inDistrict,
    query: Type.Object({ a: idOf('第一份公文'), b: idOf('第二份公文') }),
    answer: CompareAnswer,
  }),
};
