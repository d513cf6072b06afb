import { choice, DayText, defineRoute, Id, idOf, InstantText, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { BlocksBody, BoundBody, HeadBody, SectionLevel, TextState } from './text.contract.ts';

const District = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
const inDistrict = Type.Object(District);
const OfReport = { ...District, report: idOf('报告编号') };
const ofReport = Type.Object(OfReport);
const ofSection = Type.Object({ ...OfReport, section: idOf('章节编号') });
const ofReturn = Type.Object({ ...OfReport, return: idOf('回稿编号') });
const State = { state: Type.String(), stateLabel: Type.String() };
const Named = Type.Object({ id: Id, label: Type.String() });

export const ReportRow = Type.Object({
  id: Id,
  code: Type.String(),
  title: Type.String(),
  number: Type.String(),
  opinion: nullable(Named),
  /** The day whose end all figures are taken at; null: they follow the registers. */
  asOf: nullable(Type.String()),
  sections: Type.Integer(),
  /** Sections that their unit has handed in, and those the office has approved. */
  submitted: Type.Integer(),
  approved: Type.Integer(),
  changedAt: InstantText,
  changedBy: Type.String(),
  ...State,
});
export type ReportRow = Static<typeof ReportRow>;

/** One section as it stands, and what the reader may do with it. */
export const SectionView = Type.Object({
  id: Id,
  level: SectionLevel,
  title: Type.String(),
  /** Who writes it; null: the drafting office. */
  unit: nullable(Named),
  dueOn: nullable(Type.String()),
  /** Items of the opinion that it answers. */
  items: Type.Array(Id),
  /** Counts up with every change of the text; a change says which revision it was made on. */
  revision: Type.Integer(),
  blocks: BlocksBody,
  changedAt: InstantText,
  changedBy: Type.String(),
  ...State,
  can: Type.Object({
    write: Type.Boolean(),
    submit: Type.Boolean(),
    approve: Type.Boolean(),
    return: Type.Boolean(),
  }),
});
export type SectionView = Static<typeof SectionView>;

export const ReportView = Type.Object({
  ...ReportRow.properties,
  head: HeadBody,
  /** As `revision` of a section, for the head and the order of sections. */
  revision: Type.Integer(),
  sectionsOf: Type.Array(SectionView),
  can: Type.Object({
    /** The head, the sections and their order, the day of the data. */
    arrange: Type.Boolean(),
    /** Steps of the report that the reader may take now. */
    steps: Type.Array(Type.Object({ key: Type.String(), label: Type.String(), needsReason: Type.Boolean() })),
    comment: Type.Boolean(),
  }),
  /** What the linter knows the district by. */
  words: Type.Object({
    district: Type.String(),
    organisations: Type.Array(
      Type.Object({ name: Type.String(), short: Type.String(), until: nullable(Type.String()) }),
    ),
    today: Type.String(),
  }),
});
export type ReportView = Static<typeof ReportView>;

/** A bound number held against its register at the report's day. */
export const FigureLook = Type.Object({
  id: Type.String(),
  /** Base unit, as a decimal; null: cannot be judged. */
  value: nullable(Type.String()),
  /** How it would be printed: `304.36亿元`. */
  expected: nullable(Type.String()),
  state: TextState,
  /** Why it cannot be judged, is provisional, or what it leaves out. */
  note: nullable(Type.String()),
  label: Type.String(),
  registerLabel: Type.String(),
  /** By which rule it counts: version and words. */
  definition: Type.String(),
  definitionVersion: Type.Integer(),
  /** The list page's `filter` for its rows; of a share those of its numerator. */
  filter: Type.String(),
  rows: Type.Integer(),
  hasMap: Type.Boolean(),
});
export type FigureLook = Static<typeof FigureLook>;

/** A declared figure that may stand for a printed number. */
export const Candidate = Type.Object({
  bound: BoundBody,
  label: Type.String(),
  registerLabel: Type.String(),
  definition: Type.String(),
  scopeLabel: nullable(Type.String()),
  periodLabel: nullable(Type.String()),
  value: nullable(Type.String()),
  /** As it would be printed. */
  text: nullable(Type.String()),
  /** Of the words around it; the better the likelier. 0 where it was only searched for. */
  confidence: Type.Number(),
  /** What is printed can be said of it. */
  agrees: Type.Boolean(),
});
export type Candidate = Static<typeof Candidate>;

const Conflict = Type.Object({
  /** Where in `blocks` the stored version stands. */
  block: Type.Integer(),
  base: BlocksBody,
  mine: BlocksBody,
  theirs: BlocksBody,
});
export const SavedText = Type.Object({
  revision: Type.Integer(),
  /** What is stored now: with what others wrote since the base. */
  blocks: BlocksBody,
  /** Others wrote since the base, and this is the two put together. */
  isMerged: Type.Boolean(),
  /** Where both wrote the same place: nothing of it was stored, the writer decides and saves again. */
  conflicts: Type.Array(Conflict),
  changedBy: Type.String(),
});
export type SavedText = Static<typeof SavedText>;

export const ReportVersion = Type.Object({
  id: Id,
  number: Type.Integer(),
  name: Type.String(),
  kind: choice(['kept', 'reviewed', 'returned', 'signed'], '版本类别'),
  madeAt: InstantText,
  madeBy: Type.String(),
});
export type ReportVersion = Static<typeof ReportVersion>;

export const ReportTextBody = Type.Object({
  head: HeadBody,
  sections: Type.Array(Type.Object({ id: Id, level: SectionLevel, title: Type.String(), blocks: BlocksBody })),
});

export const ReportComment = Type.Object({
  id: Id,
  section: Id,
  /** The words it is about, as they stood; empty: the whole section. */
  quote: Type.String(),
  text: Type.String(),
  by: Type.String(),
  at: InstantText,
  settledBy: nullable(Type.String()),
  settledAt: nullable(InstantText),
});
export type ReportComment = Static<typeof ReportComment>;

export const ReportProof = Type.Object({
  root: Type.String(),
  signedAt: InstantText,
  signedBy: Type.String(),
  asOf: Type.String(),
  program: Type.String(),
  figures: Type.Integer(),
});
export type ReportProof = Static<typeof ReportProof>;

/** What anyone may read of a published report: its text as signed, and what each number rests on. */
export const PublicReport = Type.Object({
  ...ReportProof.properties,
  district: Type.String(),
  text: ReportTextBody,
  figuresOf: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      definition: Type.String(),
      value: nullable(Type.String()),
      unit: Type.String(),
      rows: Type.Integer(),
    }),
  ),
});
export type PublicReport = Static<typeof PublicReport>;

const ReturnRow = Type.Object({
  id: Id,
  fileName: Type.String(),
  /** The version it was read against; 0: the text as it stood when it came. */
  version: Type.Integer(),
  changes: Type.Integer(),
  by: Type.String(),
  at: InstantText,
  settledBy: nullable(Type.String()),
  settledAt: nullable(InstantText),
});

/** One change of a returned document, as a person decides on it. */
export const ReturnChange = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  words: Type.String(),
  section: nullable(Type.String()),
  before: Type.String(),
  after: Type.String(),
  tracked: nullable(Type.Object({ by: nullable(Type.String()), when: nullable(Type.String()) })),
  /** Accepting it takes the report away from its data. */
  touchesData: Type.Boolean(),
  isAccepted: nullable(Type.Boolean()),
});
export type ReturnChange = Static<typeof ReturnChange>;

export const ReturnView = Type.Object({
  ...ReturnRow.properties,
  notes: Type.Array(Type.String()),
  /** How much of the text that was sent is in it, 0 to 1. */
  agreement: Type.Number(),
  changesOf: Type.Array(ReturnChange),
});
export type ReturnView = Static<typeof ReturnView>;

const SectionWish = {
  level: SectionLevel,
  title: Type.String({ maxLength: 200, description: '章节标题' }),
  unit: nullable(idOf('执笔单位')),
  dueOn: nullable(DayText('交稿日期')),
  items: Type.Array(idOf('意见事项'), { maxItems: 100 }),
};

/** A report: written together, its figures bound to registers, signed as a whole. */
export const reportRoutes = {
  reports: defineRoute('GET', '/api/d/:district/reports', {
    access: 'district.enter',
    summary: '报告：写作和签发情况，最近改动的在前',
    params: inDistrict,
    answer: Type.Object({ data: Type.Array(ReportRow), can: Type.Object({ create: Type.Boolean() }) }),
  }),
  createReport: defineRoute('POST', '/api/d/:district/reports', {
    access: 'documents.write',
    summary: '新起草一份报告：空白、按审议意见和办理情况起草，或以往年报告为底稿',
    params: inDistrict,
    body: Type.Object({
      title: Type.String({ minLength: 1, maxLength: 160, description: '标题' }),
      opinion: nullable(idOf('审议意见')),
      /** An earlier report of this room whose outline and head are taken over. */
      pattern: nullable(idOf('底稿')),
    }),
    answer: Type.Object({ data: Type.Object({ id: Id }) }),
    status: 201,
  }),
  report: defineRoute('GET', '/api/d/:district/reports/:report', {
    access: 'district.enter',
    summary: '一份报告：版头、各章节正文和可做的事',
    params: ofReport,
    answer: Type.Object({ data: ReportView }),
  }),
  arrangeReport: defineRoute('PATCH', '/api/d/:district/reports/:report/head', {
    access: 'documents.write',
    summary: '保存版头、版记和数据截至日期',
    params: ofReport,
    body: Type.Object({ base: Type.Integer(), head: HeadBody, asOf: nullable(DayText('数据截至')) }),
    answer: Type.Object({ data: Type.Object({ revision: Type.Integer() }) }),
  }),
  addSection: defineRoute('POST', '/api/d/:district/reports/:report/sections', {
    access: 'documents.write',
    summary: '增加一个章节',
    params: ofReport,
    body: Type.Object({ ...SectionWish, after: nullable(Id) }),
    answer: Type.Object({ data: Type.Object({ id: Id }) }),
    status: 201,
  }),
  changeSection: defineRoute('PATCH', '/api/d/:district/reports/:report/sections/:section', {
    access: 'documents.write',
    summary: '修改章节的标题、层次、执笔单位、交稿日期和位置',
    params: ofSection,
    body: Type.Object({ ...SectionWish, after: nullable(Id) }),
    answer: Type.Object({ data: Type.Object({ id: Id }) }),
  }),
  removeSection: defineRoute('DELETE', '/api/d/:district/reports/:report/sections/:section', {
    access: 'documents.write',
    summary: '删除一个章节（历史版本中仍在）',
    params: ofSection,
    answer: Type.Object({ data: Type.Object({ id: Id }) }),
  }),
  saveText: defineRoute('PATCH', '/api/d/:district/reports/:report/sections/:section/text', {
    access: 'district.enter',
    summary: '保存一个章节的正文；他人在此期间改过的与之合并，合不了的退回',
    params: ofSection,
    body: Type.Object({ base: Type.Integer(), blocks: BlocksBody }),
    answer: Type.Object({ data: SavedText }),
  }),
  stepSection: defineRoute('POST', '/api/d/:district/reports/:report/sections/:section/step', {
    access: 'district.enter',
    summary: '章节：交稿、审定、退回',
    params: ofSection,
    body: Type.Object({
      step: choice(['submit', 'approve', 'return'], '动作'),
      reason: Type.String({ maxLength: 500, description: '理由' }),
    }),
    answer: Type.Object({ data: Type.Object(State) }),
  }),
  stepReport: defineRoute('POST', '/api/d/:district/reports/:report/step', {
    access: 'district.enter',
    summary: '报告：送审、退回、签发、报送、公开、作废',
    params: ofReport,
    body: Type.Object({
      step: Type.String({ pattern: '^[a-zA-Z]{1,40}$', description: '动作' }),
      reason: Type.String({ maxLength: 500, description: '理由' }),
    }),
    answer: Type.Object({ data: Type.Object(State) }),
  }),
  looks: defineRoute('POST', '/api/d/:district/reports/:report/figures', {
    access: 'district.enter',
    summary: '把绑定的数字与台账核对：按报告的数据截至日期',
    params: ofReport,
    body: Type.Object({
      figures: Type.Array(
        Type.Object({ id: Type.String({ maxLength: 64 }), text: Type.String({ maxLength: 100 }), bound: BoundBody }),
        { maxItems: 2000 },
      ),
    }),
    answer: Type.Object({ data: Type.Array(FigureLook), asOf: nullable(Type.String()) }),
  }),
  candidates: defineRoute('POST', '/api/d/:district/reports/:report/candidates', {
    access: 'district.enter',
    summary: '一个数字可能对应的指标：按上下文，或按名称查找',
    params: ofReport,
    body: Type.Object({
      /** The sentence or paragraph, and where in it the digits stand; the same place twice: only `search` counts. */
      paragraph: Type.String({ maxLength: 20_000, description: '所在段落' }),
      start: Type.Integer({ minimum: 0 }),
      end: Type.Integer({ minimum: 0 }),
      search: Type.String({ maxLength: 60, description: '查找' }),
      period: nullable(Type.String({ maxLength: 20, description: '期间' })),
    }),
    answer: Type.Object({ data: Type.Array(Candidate) }),
  }),
  draft: defineRoute('POST', '/api/d/:district/reports/:report/draft', {
    access: 'district.enter',
    summary: '按台账、任务和指标拟一段文字，供执笔人取用；不保存',
    params: ofReport,
    body: Type.Object({ section: idOf('章节编号') }),
    answer: Type.Object({ data: Type.Object({ blocks: BlocksBody }) }),
  }),
  versions: defineRoute('GET', '/api/d/:district/reports/:report/versions', {
    access: 'district.enter',
    summary: '报告的各个版本，最新在前',
    params: ofReport,
    answer: Type.Object({ data: Type.Array(ReportVersion) }),
  }),
  keepVersion: defineRoute('POST', '/api/d/:district/reports/:report/versions', {
    access: 'documents.write',
    summary: '把现在的样子留作一个版本',
    params: ofReport,
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 80, description: '版本名称' }) }),
    answer: Type.Object({ data: ReportVersion }),
    status: 201,
  }),
  versionText: defineRoute('GET', '/api/d/:district/reports/:report/versions/:version', {
    access: 'district.enter',
    summary: '一个版本的全文（0 为现在的样子）；花脸稿由此比较',
    params: Type.Object({ ...OfReport, version: Type.Integer({ minimum: 0, description: '版本号' }) }),
    answer: Type.Object({ data: ReportTextBody }),
  }),
  comments: defineRoute('GET', '/api/d/:district/reports/:report/comments', {
    access: 'district.enter',
    summary: '批注',
    params: ofReport,
    answer: Type.Object({ data: Type.Array(ReportComment) }),
  }),
  addComment: defineRoute('POST', '/api/d/:district/reports/:report/comments', {
    access: 'district.enter',
    summary: '加一条批注',
    params: ofReport,
    body: Type.Object({
      section: idOf('章节编号'),
      quote: Type.String({ maxLength: 500 }),
      text: Type.String({ minLength: 1, maxLength: 2000, description: '批注' }),
    }),
    answer: Type.Object({ data: ReportComment }),
    status: 201,
  }),
  settleComment: defineRoute('POST', '/api/d/:district/reports/:report/comments/:comment/settlement', {
    access: 'district.enter',
    summary: '批注已处理',
    params: Type.Object({ ...OfReport, comment: idOf('批注编号') }),
    answer: Type.Object({ data: ReportComment }),
  }),
  reportFile: defineRoute('GET', '/api/d/:district/reports/:report/file', {
    access: 'district.enter',
    summary: '下载报告：docx、pdf 或 json；可指定版本',
    params: ofReport,
    query: Type.Object({
      as: choice(['docx', 'pdf', 'json'], '格式'),
      version: Type.Optional(Type.Integer({ minimum: 1, description: '版本号' })),
    }),
    medium: 'file',
  }),
  returns: defineRoute('GET', '/api/d/:district/reports/:report/returns', {
    access: 'documents.write',
    summary: '回稿：送出去又改回来的 DOCX，最新在前',
    params: ofReport,
    answer: Type.Object({ data: Type.Array(ReturnRow) }),
  }),
  addReturn: defineRoute('POST', '/api/d/:district/reports/:report/returns', {
    access: 'documents.write',
    summary: '上传回稿：逐处找出改动，与送出的那一版比较',
    params: ofReport,
    takes: 'file',
    answer: Type.Object({ data: ReturnView }),
    status: 201,
  }),
  oneReturn: defineRoute('GET', '/api/d/:district/reports/:report/returns/:return', {
    access: 'documents.write',
    summary: '一份回稿的改动',
    params: ofReturn,
    answer: Type.Object({ data: ReturnView }),
  }),
  settleReturn: defineRoute('POST', '/api/d/:district/reports/:report/returns/:return/settlement', {
    access: 'documents.write',
    summary: '处理回稿：采纳的改动并入现在的正文，其余不采纳',
    params: ofReturn,
    body: Type.Object({
      accepted: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 5000, description: '采纳的改动' }),
    }),
    answer: Type.Object({
      data: Type.Object({
        /** Places that others have changed meanwhile: the text there was left as it stands. */
        conflicts: Type.Array(Type.Object({ section: Type.String(), mine: BlocksBody, theirs: BlocksBody })),
      }),
    }),
  }),
  proof: defineRoute('GET', '/api/d/:district/reports/:report/proof', {
    access: 'district.enter',
    summary: '签发报告的校验码和证据包的内容',
    params: ofReport,
    answer: Type.Object({ data: ReportProof }),
  }),
  bundle: defineRoute('GET', '/api/d/:district/reports/:report/bundle', {
    access: 'figures.sign',
    summary: '签发报告的证据包（zip）：正文、口径、行、摘要、核验网页；用 quantu verify 在别的机器上核验',
    params: ofReport,
    medium: 'file',
  }),
  verifier: defineRoute('GET', '/api/d/:district/reports/:report/verifier', {
    access: 'figures.sign',
    summary: '自带数据的核验网页（单个 HTML，不用联网）',
    params: ofReport,
    medium: 'file',
  }),
  publicReport: defineRoute('GET', '/api/public/:district/reports/:report', {
    access: 'anyone',
    summary: '已公开的报告：全文、数字的口径和校验码',
    params: ofReport,
    answer: Type.Object({ data: PublicReport }),
  }),
};
