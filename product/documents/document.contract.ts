import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { DistrictPart, inDistrict, ofDocument, Order, SearchText, Version } from './params.ts';
import { EntityValue } from './values.ts';

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

export const DownloadFormat = choice(['docx', 'pdf', 'json', 'xlsx', 'original'], '下载格式');

export const paperRoutes = {
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
};
