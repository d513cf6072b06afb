import { choice, defineRoute, Id, idOf, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
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

const DistrictPart = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
const inDistrict = Type.Object(DistrictPart);
const ofDocument = Type.Object({ ...DistrictPart, document: Id });
const Version = Type.Integer({ minimum: 1, description: '版本号' });
const SearchText = Type.Optional(Type.String({ maxLength: 200, description: '搜索文字' }));
const Order = Type.Optional(choice(['asc', 'desc'], '排序方向'));

/* ---------- jobs and uploads ---------- */

export const JobState = choice(['waiting', 'running', 'done', 'failed', 'cancelled'], '任务状态');

/** A reading under way. Follow it by `job` (plain) or `jobEvents` (server-sent events named `job`, same shape). */
export const Job = Type.Object({
  id: Id,
  state: JobState,
  /** 0 to 1. */
  progress: Type.Number(),
  /** What is being done now, or the one sentence it failed with. */
  text: Type.String(),
  fileName: Type.String(),
  /** The document it made, once done. */
  document: nullable(Id),
  createdAt: InstantText,
});
export type Job = Static<typeof Job>;

export const UploadAnswer = Type.Object({
  data: Type.Object({
    fileName: Type.String(),
    bytes: Type.Integer(),
    /** The same file was already read: nothing was started, `document` is the one there is. */
    isKnown: Type.Boolean(),
    /** Null when the file is known and already read. */
    job: nullable(Job),
    document: nullable(Type.Object({ id: Id, title: Type.String() })),
  }),
});
export type UploadAnswer = Static<typeof UploadAnswer>;

/* ---------- documents and proposals ---------- */

export const DocumentState = choice(['read', 'accepted', 'withdrawn'], '公文状态');

/**
 * How far the checking has come: `checked` of `total` proposals are no longer only proposed. Findings of severity
 * `info` ask for nothing and are not counted there. Findings: still open.
 */
export const Progress = Type.Object({
  total: Type.Integer(),
  checked: Type.Integer(),
  figures: Type.Integer(),
  findings: Type.Object({ error: Type.Integer(), warn: Type.Integer(), info: Type.Integer() }),
});

export const DocumentRow = Type.Object({
  id: Id,
  /** The title, or the file's name when the text has none. */
  title: Type.String(),
  number: nullable(Type.String()),
  kind: nullable(Type.String()),
  issuer: nullable(Type.String()),
  dated: nullable(Type.String()),
  state: DocumentState,
  /** Grows by one with every change; `accept` and `withdraw` need the one last seen. */
  version: Version,
  fileName: Type.String(),
  format: choice(['txt', 'docx', 'pdf'], '格式'),
  bytes: Type.Integer(),
  uploadedBy: Type.String(),
  uploadedAt: InstantText,
  acceptedBy: nullable(Type.String()),
  acceptedAt: nullable(InstantText),
  progress: Progress,
});
export type DocumentRow = Static<typeof DocumentRow>;

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

export const HistoryEntry = Type.Object({
  id: Id,
  at: InstantText,
  actor: Type.String(),
  /** One Chinese sentence: 将“洽谈对接项目”由 33 个改为 34 个. */
  text: Type.String(),
  act: Type.String(),
  /** The proposal it was about, when it was about one. */
  proposal: nullable(Id),
  kind: nullable(Type.String()),
  /** Undone later. */
  isUndone: Type.Boolean(),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

/* ---------- rows after acceptance ---------- */

const OpinionRow = Type.Object({
  id: Id,
  marker: Type.String(),
  title: Type.String(),
  measures: Type.Array(Type.Object({ id: Id, marker: Type.String(), title: Type.String() })),
});
const EntityRow = Type.Object({
  id: Id,
  type: EntityValue.properties.type,
  name: Type.String(),
  status: nullable(Type.String()),
  aliases: Type.Array(Type.String()),
  mentions: Type.Integer(),
});
const CommitmentRow = Type.Object({
  id: Id,
  verb: Type.String(),
  object: Type.String(),
  owner: nullable(Type.String()),
  due: nullable(Type.String()),
  measure: nullable(Type.String()),
  start: Type.Integer(),
  end: Type.Integer(),
});
export const RowsAnswer = Type.Object({
  data: Type.Object({
    opinions: Type.Array(OpinionRow),
    entities: Type.Array(EntityRow),
    commitments: Type.Array(CommitmentRow),
    figures: Type.Integer(),
  }),
});
export type RowsAnswer = Static<typeof RowsAnswer>;

/* ---------- figures ---------- */

/**
 * What stands behind a printed figure: `matched` the register it is bound to says the same, given rounding; `drifted` it
 * says something else now; `unjudged` it cannot say; `inconsistent` the document contradicts itself there;
 * `unsupported` it is bound to nothing.
 */
export const FIGURE_STATES = ['matched', 'drifted', 'unjudged', 'inconsistent', 'unsupported'] as const;
export const FigureState = choice(FIGURE_STATES, '数字状态');
export type FigureState = Static<typeof FigureState>;

export const FIGURE_STATE_WORDS: Readonly<Record<FigureState, string>> = {
  matched: '与台账一致',
  drifted: '台账已变化',
  unjudged: '台账无法判定',
  inconsistent: '自相矛盾',
  unsupported: '无台账支撑',
};

/** The register's figure behind a printed one, and what it says now. */
export const FigureEvidence = Type.Object({
  register: Type.String(),
  figure: Type.String(),
  label: Type.String(),
  /** As the register publishes it, with its unit: 34 个; null: cannot be judged. */
  shown: nullable(Type.String()),
  /** What is written does not agree with the text without a person's word: it is only proposed. */
  isProposed: Type.Boolean(),
});

export const FigureRow = Type.Object({
  id: Id,
  subject: Type.String(),
  value: Type.String(),
  value2: nullable(Type.String()),
  unit: Type.String(),
  kind: FigureValue.properties.kind,
  approx: FigureValue.properties.approx,
  period: nullable(Type.String()),
  comparison: nullable(ComparisonValue),
  /** As printed. */
  surface: Type.String(),
  state: FigureState,
  evidence: nullable(FigureEvidence),
  document: Type.Object({
    id: Id,
    title: Type.String(),
    number: nullable(Type.String()),
    dated: nullable(Type.String()),
  }),
  /** Offsets into the document's text, and the printed markers of its section. */
  start: Type.Integer(),
  end: Type.Integer(),
  path: Type.Array(Type.String()),
  /** The words around it: `before`, the printed figure, `after`. */
  before: Type.String(),
  after: Type.String(),
});
export type FigureRow = Static<typeof FigureRow>;

const FigureFilter = {
  text: SearchText,
  unit: Type.Optional(Type.String({ maxLength: 40, description: '单位' })),
  kind: Type.Optional(FigureValue.properties.kind),
  state: Type.Optional(FigureState),
  document: Type.Optional(Id),
  sort: Type.Optional(choice(['document', 'subject', 'value', 'unit'], '排序')),
  order: Order,
};
export const FiguresAnswer = Type.Composite([
  pageOf(FigureRow),
  Type.Object({
    /** Units that occur, most frequent first, for the filter. */
    units: Type.Array(Type.Object({ unit: Type.String(), count: Type.Integer() })),
    /** So much has changed that the states are being found again; some are still as before. */
    isChecking: Type.Boolean(),
  }),
]);
export type FiguresAnswer = Static<typeof FiguresAnswer>;

/** All versions of one figure, newest first. */
export const FigureVersion = Type.Object({
  from: InstantText,
  to: nullable(InstantText),
  by: Type.String(),
  subject: Type.String(),
  value: Type.String(),
  value2: nullable(Type.String()),
  unit: Type.String(),
  surface: Type.String(),
});
export const FigureAnswer = Type.Object({
  data: Type.Object({ figure: FigureRow, versions: Type.Array(FigureVersion) }),
});

/* ---------- comparing two documents ---------- */

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

export const DownloadFormat = choice(['docx', 'pdf', 'json', 'xlsx', 'original'], '下载格式');

export const documentRoutes = {
  upload: defineRoute('POST', '/api/d/:district/files', {
    access: 'documents.write',
    summary: '上传一个文件（txt、docx、pdf，100 MB 以内），随即开始识读',
    params: inDistrict,
    takes: 'file',
    answer: UploadAnswer,
    status: 202,
  }),
  listJobs: defineRoute('GET', '/api/d/:district/jobs', {
    access: 'documents.read',
    summary: '正在进行和最近失败的识读任务',
    params: inDistrict,
    answer: Type.Object({ data: Type.Array(Job) }),
  }),
  job: defineRoute('GET', '/api/d/:district/jobs/:job', {
    access: 'documents.read',
    summary: '识读任务的进度',
    params: Type.Object({ ...DistrictPart, job: Id }),
    answer: Type.Object({ data: Job, can: Type.Object({ cancel: Type.Boolean() }) }),
  }),
  jobEvents: defineRoute('GET', '/api/d/:district/jobs/:job/events', {
    access: 'documents.read',
    summary: '识读任务的进度（服务器推送，事件名 job）',
    params: Type.Object({ ...DistrictPart, job: Id }),
    medium: 'events',
  }),
  cancelJob: defineRoute('POST', '/api/d/:district/jobs/:job/cancel', {
    access: 'documents.write',
    summary: '取消识读任务，或从列表中去掉失败的任务',
    params: Type.Object({ ...DistrictPart, job: Id }),
    answer: Type.Object({ data: Job, can: Type.Object({ cancel: Type.Boolean() }) }),
  }),
  listDocuments: defineRoute('GET', '/api/d/:district/documents', {
    access: 'documents.read',
    summary: '公文列表',
    params: inDistrict,
    query: Type.Object({
      text: SearchText,
      state: Type.Optional(choice(['read', 'accepted'], '公文状态')),
      sort: Type.Optional(choice(['uploadedAt', 'dated', 'title', 'number'], '排序')),
      order: Order,
      ...PageQuery,
    }),
    answer: Type.Composite([pageOf(DocumentRow), Type.Object({ can: Type.Object({ upload: Type.Boolean() }) })]),
  }),
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
  withdrawDocument: defineRoute('POST', '/api/d/:district/documents/:document/withdraw', {
    access: 'documents.write',
    summary: '撤回公文（传错了文件）：从列表和数据中去掉，历史保留',
    params: ofDocument,
    body: Type.Object(
      { version: Version, reason: Type.String({ minLength: 1, maxLength: 500, description: '理由' }) },
      { additionalProperties: false },
    ),
    answer: Type.Object({ data: DocumentRow }),
  }),
  history: defineRoute('GET', '/api/d/:district/documents/:document/history', {
    access: 'documents.read',
    summary: '公文的修改历史，最近的在前',
    params: ofDocument,
    query: Type.Object(PageQuery),
    answer: pageOf(HistoryEntry),
  }),
  rows: defineRoute('GET', '/api/d/:district/documents/:document/rows', {
    access: 'documents.read',
    summary: '采纳后形成的数据：意见及举措、单位、规划、项目、地点、承诺',
    params: ofDocument,
    answer: RowsAnswer,
  }),
  download: defineRoute('GET', '/api/d/:district/documents/:document/download/:format', {
    access: 'documents.read',
    summary: '下载：docx、pdf、json、xlsx（数字表）、original（原文件）',
    params: Type.Object({ ...DistrictPart, document: Id, format: DownloadFormat }),
    medium: 'file',
  }),
  listFigures: defineRoute('GET', '/api/d/:district/figures', {
    access: 'documents.read',
    summary: '数字列表：筛选、排序、分页',
    params: inDistrict,
    query: Type.Object({ ...FigureFilter, ...PageQuery }),
    answer: FiguresAnswer,
  }),
  downloadFigures: defineRoute('GET', '/api/d/:district/figures.xlsx', {
    access: 'documents.read',
    summary: '按同样的筛选下载数字表（最多 50000 行）',
    params: inDistrict,
    query: Type.Object(FigureFilter),
    medium: 'file',
  }),
  evidence: defineRoute('GET', '/api/d/:district/documents/:document/evidence', {
    access: 'documents.read',
    summary: '一份公文各个数字背后的台账指标和核对状态',
    params: ofDocument,
    answer: Type.Object({
      data: Type.Array(Type.Object({ id: Id, state: FigureState, evidence: nullable(FigureEvidence) })),
    }),
  }),
  figure: defineRoute('GET', '/api/d/:district/figures/:figure', {
    access: 'documents.read',
    summary: '一个数字及其历次版本',
    params: Type.Object({ ...DistrictPart, figure: Id }),
    answer: FigureAnswer,
  }),
  compare: defineRoute('GET', '/api/d/:district/compare', {
    access: 'documents.read',
    summary: '比较两份公文：同一指标，不同数值',
    params: inDistrict,
    query: Type.Object({ a: idOf('第一份公文'), b: idOf('第二份公文') }),
    answer: CompareAnswer,
  }),
};
