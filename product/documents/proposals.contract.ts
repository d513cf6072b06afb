import { choice, defineRoute, Id, InstantText, nullable } from '@quantu/people';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { DocumentRow } from './document.contract.ts';
import { DistrictPart, ofDocument, Version } from './params.ts';
import {
  CommitmentValue,
  ComparisonValue,
  Corrections,
  EntityValue,
  FigureValue,
  FindingValue,
  HeadValue,
  MeasureValue,
  OpinionValue,
} from './values.ts';

/**
 * `proposed` nobody has looked · `accepted` · `corrected` · `rejected` (not a figure …). A finding is `proposed`
 * while open, `accepted` when acknowledged and `rejected` when dismissed.
 */
export const ProposalState = choice(['proposed', 'accepted', 'corrected', 'rejected'], '状态');
export type ProposalState = Static<typeof ProposalState>;

const proposalOf = <K extends string, V extends TSchema>(kind: K, value: V) =>
  Type.Object({
    id: Id,
    kind: Type.Literal(kind),
    /** Order in the text within its kind. */
    position: Type.Integer(),
    state: ProposalState,
    /** Grows by one with every change of this proposal: send it back with the next one. */
    version: Version,
    reason: nullable(Type.String()),
    /** What holds now. */
    value,
    /** What the machine read; null when a person added it. */
    read: nullable(value),
    changedBy: nullable(Type.String()),
    changedAt: nullable(InstantText),
  });

export const HeadProposal = proposalOf('head', HeadValue);
export const OpinionProposal = proposalOf('opinion', OpinionValue);
export const MeasureProposal = proposalOf('measure', MeasureValue);
export const FigureProposal = proposalOf('figure', FigureValue);
export const EntityProposal = proposalOf('entity', EntityValue);
export const CommitmentProposal = proposalOf('commitment', CommitmentValue);
export const FindingProposal = proposalOf('finding', FindingValue);
export const Proposal = Type.Union([
  HeadProposal,
  OpinionProposal,
  MeasureProposal,
  FigureProposal,
  EntityProposal,
  CommitmentProposal,
  FindingProposal,
]);
export type Proposal = Static<typeof Proposal>;
export type ProposalKind = Proposal['kind'];

export const SectionRow = Type.Object({
  id: Type.String(),
  path: Type.Array(Type.String()),
  start: Type.Integer(),
  end: Type.Integer(),
  title: Type.String(),
});

/** The action that `undo` would take back: the caller's own latest on this document. */
export const UndoState = nullable(Type.Object({ text: Type.String(), at: InstantText }));

const DocumentCan = Type.Object({
  change: Type.Boolean(),
  accept: Type.Boolean(),
  undo: Type.Boolean(),
  withdraw: Type.Boolean(),
});

export const DocumentAnswer = Type.Object({
  data: Type.Object({
    document: DocumentRow,
    /** What all offsets refer to. */
    text: Type.String(),
    sections: Type.Array(SectionRow),
    /** Where pages begin and end, PDF only. */
    pages: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer(), page: Type.Integer() })),
    /** What was noticed while decoding: 检测到 GB 18030 编码 … */
    notes: Type.Array(Type.String()),
    proposals: Type.Array(Proposal),
    undo: UndoState,
  }),
  can: DocumentCan,
});
export type DocumentAnswer = Static<typeof DocumentAnswer>;

/** After a change: the document's row and only the proposals that changed. */
export const ChangeAnswer = Type.Object({
  data: Type.Object({
    document: DocumentRow,
    proposals: Type.Array(Proposal),
    /** Ids of proposals that are gone (an addition that was undone). */
    removed: Type.Array(Id),
    undo: UndoState,
  }),
  can: DocumentCan,
});
export type ChangeAnswer = Static<typeof ChangeAnswer>;

/** `accept` a finding acknowledges it, `reject` one dismisses it (with a reason); `reopen` makes it proposed again. */
export const ProposalChange = Type.Object(
  {
    version: Version,
    act: choice(['accept', 'correct', 'reject', 'reopen'], '操作'),
    reason: Type.Optional(Type.String({ maxLength: 500, description: '理由' })),
    ...Corrections,
  },
  { additionalProperties: false },
);
export type ProposalChange = Static<typeof ProposalChange>;

/** A figure the machine did not see, marked by hand; fields left out are taken as exact, count, without subject. */
export const NewFigure = Type.Object(
  {
    start: FigureValue.properties.start,
    end: FigureValue.properties.end,
    value: FigureValue.properties.value,
    unit: FigureValue.properties.unit,
    subject: Type.Optional(FigureValue.properties.subject),
    kind: Type.Optional(FigureValue.properties.kind),
    approx: Type.Optional(FigureValue.properties.approx),
    value2: Type.Optional(FigureValue.properties.value2),
    period: Type.Optional(FigureValue.properties.period),
    comparison: Type.Optional(nullable(ComparisonValue)),
  },
  { additionalProperties: false },
);

export const proposalRoutes = {
  document: defineRoute('GET', '/api/d/:district/documents/:document', {
    access: 'documents.read',
    summary: '一份公文：正文、结构和全部识读结果',
    params: ofDocument,
    answer: DocumentAnswer,
  }),
  changeProposal: defineRoute('POST', '/api/d/:district/documents/:document/proposals/:proposal', {
    access: 'documents.write',
    summary: '采纳、改正、否定或重新打开一条识读结果',
    params: Type.Object({ ...DistrictPart, document: Id, proposal: Id }),
    body: ProposalChange,
    answer: ChangeAnswer,
  }),
  addFigure: defineRoute('POST', '/api/d/:district/documents/:document/figures', {
    access: 'documents.write',
    summary: '补标一个没有识别出来的数字',
    params: ofDocument,
    body: NewFigure,
    answer: ChangeAnswer,
    status: 201,
  }),
  acceptAll: defineRoute('POST', '/api/d/:district/documents/:document/accept-all', {
    access: 'documents.write',
    summary: '采纳全部尚未处理的识读结果（发现除外）',
    params: ofDocument,
    answer: ChangeAnswer,
  }),
  undo: defineRoute('POST', '/api/d/:district/documents/:document/undo', {
    access: 'documents.write',
    summary: '撤销本人在这份公文上的上一步操作',
    params: ofDocument,
    answer: ChangeAnswer,
  }),
  acceptDocument: defineRoute('POST', '/api/d/:district/documents/:document/accept', {
    access: 'documents.write',
    summary: '采纳公文：识读结果转为数据（重复提交结果相同）',
    params: ofDocument,
    body: Type.Object({ version: Version }, { additionalProperties: false }),
    answer: ChangeAnswer,
  }),
};
