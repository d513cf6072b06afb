import { choice, defineRoute, Id, idOf, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';

const Evidence = Type.Object({
  id: Id,
  on: Type.String(),
  summary: Type.String(),
  figure: Type.String(),
  files: Type.Integer(),
});
const Task = Type.Object({
  id: Id,
  number: Type.String(),
  measure: Type.String(),
  lead: Type.String(),
  evidence: Type.Array(Evidence),
});
const Item = Type.Object({
  id: Id,
  number: Type.String(),
  matter: Type.String(),
  clause: Type.String(),
  files: Type.Integer(),
  isAnswered: Type.Boolean(),
  isSettled: Type.Boolean(),
  tasks: Type.Array(Task),
});
const Sentence = Type.Object({
  id: Type.String(),
  text: Type.String(),
  section: Type.String(),
  sectionTitle: Type.String(),
  block: Type.Integer(),
  start: Type.Integer(),
  end: Type.Integer(),
  cites: Type.Array(Type.String()),
  items: Type.Array(Type.String()),
  hasFigure: Type.Boolean(),
  isNext: Type.Boolean(),
  isProse: Type.Boolean(),
});
const Ids = Type.Array(Type.String());

/** The graph of one opinion and the report that answers it; `source` is null where no report does yet. */
export const CoverageView = Type.Object({
  source: nullable(
    Type.Object({ kind: choice(['report', 'document', 'paper'], '种类'), id: Id, title: Type.String() }),
  ),
  items: Type.Array(Item),
  sentences: Type.Array(Sentence),
  edges: Type.Array(
    Type.Object({ sentence: Type.String(), record: Type.String(), by: choice(['cite', 'section'], '依据') }),
  ),
  proposals: Type.Array(Type.Object({ sentence: Type.String(), record: Type.String(), score: Type.Number() })),
  unanswered: Ids,
  unproven: Ids,
  unreported: Ids,
  loose: Ids,
  withoutNext: Ids,
});
export type CoverageView = Static<typeof CoverageView>;

export const coverageRoutes = {
  coverage: defineRoute('GET', '/api/d/:district/opinions/:opinion/coverage', {
    access: 'district.enter',
    summary: '审议意见逐条对照报告：意见、措施、佐证和报告里的句子，以及各处缺口',
    params: Type.Object({
      district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }),
      opinion: idOf('审议意见'),
    }),
    answer: Type.Object({ data: CoverageView }),
  }),
};
