import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { defineRoute } from './route.ts';

/** What every error answer holds: a code, one Chinese sentence for the person, the facts in it, and the request id. */
export const Problem = Type.Object(
  {
    code: Type.String({ description: '错误代码' }),
    text: Type.String({ description: '一句话说明' }),
    facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    request: Type.String({ description: '请求编号，反馈问题时请提供' }),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

const ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
/** An id that a refusal calls by this name. */
export const idOf = (description: string) => Type.String({ pattern: ID_PATTERN, description });
export const Id = idOf('编号');
export const InstantText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
/** One of some words. `description` is what a refusal calls the field. */
export const choice = <const V extends string>(values: readonly V[], description: string) =>
  Type.Unsafe<V>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  );
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** A list page: rows, how many there are in all, and where this page stands. */
export const pageOf = <T extends TSchema>(row: T) =>
  Type.Object({ data: Type.Array(row), total: Type.Integer(), page: Type.Integer(), size: Type.Integer() });
export const PageQuery = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: '页码' })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '每页行数' })),
};

export const Role = choice(['administrator', 'writer', 'reader'], '角色');
export type Role = Static<typeof Role>;

/** What a person signs in with. Chinese names are welcome; letters are compared without case. */
export const AccountName = Type.String({ minLength: 1, maxLength: 64, description: '账号' });
/** The rules are checked by the server so that each failure has its own sentence. */
export const PasswordText = Type.String({ maxLength: 1024, description: '密码' });
export const DisplayName = Type.String({ maxLength: 64, description: '姓名' });

export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  displayName: Type.String(),
  role: Role,
  isDisabled: Type.Boolean(),
  createdAt: InstantText,
  lastSignInAt: nullable(InstantText),
});
export type Account = Static<typeof Account>;

export const District = Type.Object({
  code: Type.String(),
  name: Type.String(),
  /** Invented: its pages and exports say 虚构示例. */
  isFictional: Type.Boolean(),
});
export type District = Static<typeof District>;

/** What a new district needs; refusals say the rule, because the fields' names do. */
export const NewDistrict = Type.Object({
  code: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码（6 到 12 位数字）' }),
  name: Type.String({ maxLength: 100, description: '区划名称' }),
});
export type NewDistrict = Static<typeof NewDistrict>;

/** Who is here and what the page needs to start. */
export const SessionAnswer = Type.Object({
  data: Type.Object({
    /** True on a fresh installation: show the page that makes the first administrator. */
    needsFirstAdministrator: Type.Boolean(),
    account: nullable(Account),
    /** Goes back in the header `x-quantu-csrf` of every call that changes something; null when signed out. */
    csrf: nullable(Type.String()),
    /** Empty when signed out. */
    districts: Type.Array(District),
    version: Type.String(),
  }),
  can: Type.Object({ upload: Type.Boolean(), administer: Type.Boolean() }),
});
export type SessionAnswer = Static<typeof SessionAnswer>;

/** A session of one's own, as shown on the account page. */
export const OwnSession = Type.Object({
  id: Id,
  createdAt: InstantText,
  lastSeenAt: InstantText,
  expiresAt: InstantText,
  address: Type.String(),
  browser: Type.String(),
  isCurrent: Type.Boolean(),
});
export type OwnSession = Static<typeof OwnSession>;

export const AuditEntry = Type.Object({
  number: Type.Integer(),
  at: InstantText,
  actor: Type.String(),
  district: nullable(Type.String()),
  action: Type.String(),
  /** One Chinese sentence. */
  text: Type.String(),
  hash: Type.String(),
});
export type AuditEntry = Static<typeof AuditEntry>;

const byAccount = Type.Object({ account: Id });

export const peopleRoutes = {
  session: defineRoute('GET', '/api/session', {
    access: 'anyone',
    summary: '当前登录状态',
    answer: SessionAnswer,
  }),
  createFirstAdministrator: defineRoute('POST', '/api/first-administrator', {
    access: 'anyone',
    summary: '首次使用：创建第一个管理员并登录',
    body: Type.Object({ name: AccountName, displayName: Type.Optional(DisplayName), password: PasswordText }),
    answer: SessionAnswer,
  }),
  signIn: defineRoute('POST', '/api/sign-in', {
    access: 'anyone',
    summary: '登录',
    body: Type.Object({ name: AccountName, password: PasswordText }),
    answer: SessionAnswer,
  }),
  signOut: defineRoute('POST', '/api/sign-out', { access: 'anyone', summary: '退出登录', answer: SessionAnswer }),
  ownSessions: defineRoute('GET', '/api/account/sessions', {
    access: 'signed-in',
    summary: '本人的登录会话',
    answer: Type.Object({ data: Type.Array(OwnSession) }),
  }),
  endOwnSession: defineRoute('DELETE', '/api/account/sessions/:session', {
    access: 'signed-in',
    summary: '结束本人的一个会话',
    params: Type.Object({ session: Id }),
    answer: Type.Object({ data: Type.Array(OwnSession) }),
  }),
  changeOwnPassword: defineRoute('POST', '/api/account/password', {
    access: 'signed-in',
    summary: '修改本人密码（其他会话随即退出）',
    body: Type.Object({ current: PasswordText, next: PasswordText }),
    answer: SessionAnswer,
  }),
  listAccounts: defineRoute('GET', '/api/accounts', {
    access: 'accounts.manage',
    summary: '账号列表',
    query: Type.Object({ text: Type.Optional(Type.String({ maxLength: 100 })), ...PageQuery }),
    answer: pageOf(Account),
  }),
  createAccount: defineRoute('POST', '/api/accounts', {
    access: 'accounts.manage',
    summary: '新建账号',
    body: Type.Object({
      name: AccountName,
      displayName: Type.Optional(DisplayName),
      password: PasswordText,
      role: Role,
    }),
    answer: Type.Object({ data: Account }),
    status: 201,
  }),
  changeAccount: defineRoute('PATCH', '/api/accounts/:account', {
    access: 'accounts.manage',
    summary: '修改、停用账号或重设密码',
    params: byAccount,
    body: Type.Object({
      displayName: Type.Optional(DisplayName),
      role: Type.Optional(Role),
      isDisabled: Type.Optional(Type.Boolean({ description: '停用' })),
      password: Type.Optional(PasswordText),
    }),
    answer: Type.Object({ data: Account }),
  }),
  createDistrict: defineRoute('POST', '/api/districts', {
    access: 'accounts.manage',
    summary: '新建区划',
    body: NewDistrict,
    answer: Type.Object({ data: District }),
    status: 201,
  }),
  listAudit: defineRoute('GET', '/api/audit', {
    access: 'audit.read',
    summary: '操作记录',
    query: Type.Object({
      district: Type.Optional(Type.String({ maxLength: 64 })),
      actor: Type.Optional(Type.String({ maxLength: 64, description: '操作人' })),
      action: Type.Optional(Type.String({ maxLength: 64, description: '操作' })),
      ...PageQuery,
    }),
    answer: pageOf(AuditEntry),
  }),
};
