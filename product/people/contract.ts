import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { PERMISSIONS, ROLES, type Permission, type RoleKey } from './roles.ts';
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

export const DayText = (description: string) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description });

// The compiler does not carry the keys of an object through a filter; these are all keys there are.
const roleKeys = Object.keys(ROLES) as RoleKey[];
const permissionKeys = Object.keys(PERMISSIONS) as Permission[];
export const RoleChoice = choice(roleKeys, '角色');
export const PermissionChoice = choice(permissionKeys, '权限');

/** What an account of a small installation begins with: one of these, or a single role of `ROLES`. */
export const Role = choice(['administrator', 'writer', 'reader'], '角色');
export type Role = Static<typeof Role>;
export const FirstRole = choice(['administrator', 'writer', ...roleKeys], '角色');
export type FirstRole = Static<typeof FirstRole>;

/** What a person signs in with. Chinese names are welcome; letters are compared without case. */
export const AccountName = Type.String({ minLength: 1, maxLength: 64, description: '账号' });
/** The rules are checked by the server so that each failure has its own sentence. */
export const PasswordText = Type.String({ maxLength: 1024, description: '密码' });
export const DisplayName = Type.String({ maxLength: 64, description: '姓名' });

export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  displayName: Type.String(),
  /** Roles in force today, in whatever district, delegated ones included. */
  roles: Type.Array(RoleChoice),
  isDisabled: Type.Boolean(),
  /** It signs in with a second factor. */
  hasSecondFactor: Type.Boolean(),
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

export const NamedOrganisation = Type.Object({ id: Id, name: Type.String() });

/** A district the signed-in account may enter, and what it may do there: the navigation shows only that. */
export const SessionDistrict = Type.Composite([
  District,
  Type.Object({
    permissions: Type.Array(PermissionChoice),
    roles: Type.Array(RoleChoice),
    /** The account's own organisations there, without those below them. */
    organisations: Type.Array(NamedOrganisation),
  }),
]);
export type SessionDistrict = Static<typeof SessionDistrict>;

/** What has to be done before anything else: a password that has expired, a second factor that the role asks for. */
export const Demand = choice(['password', 'second-factor'], '须先完成');
export type Demand = Static<typeof Demand>;

/** Who is here and what the page needs to start. */
export const SessionAnswer = Type.Object({
  data: Type.Object({
    /** True on a fresh installation: show the page that makes the first administrator. */
    needsFirstAdministrator: Type.Boolean(),
    account: nullable(Account),
    /** Goes back in the header `x-quantu-csrf` of every call that changes something; null when signed out. */
    csrf: nullable(Type.String()),
    /** Empty when signed out. */
    districts: Type.Array(SessionDistrict),
    /** In any district or outside of them. */
    permissions: Type.Array(PermissionChoice),
    roles: Type.Array(RoleChoice),
    /** Not empty: only one's own account pages answer until these are done. */
    demands: Type.Array(Demand),
    /** The password was right, the second factor is asked for: goes to `secondFactorRoutes.finish` with the code. */
    challenge: nullable(Type.String()),
    /** What the button for signing in with the city's own system says; null: there is none. */
    oidcLabel: nullable(Type.String()),
    version: Type.String(),
  }),
  can: Type.Object({
    upload: Type.Boolean(),
    /** Accounts, districts, OIDC: the system administrator. */
    administer: Type.Boolean(),
    /** Grants, policy, sessions of all: the security administrator. */
    grant: Type.Boolean(),
    /** The audit trail: the audit administrator. */
    audit: Type.Boolean(),
  }),
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
  /** What the action is called. */
  label: Type.String(),
  /** One Chinese sentence. */
  text: Type.String(),
  hash: Type.String(),
});
export type AuditEntry = Static<typeof AuditEntry>;

/** `district` left out: what districts share (accounts, grants). Days count from their beginning to their end, 北京时间. */
const AuditQuery = {
  district: Type.Optional(Type.String({ maxLength: 64 })),
  actor: Type.Optional(Type.String({ maxLength: 64, description: '操作人' })),
  action: Type.Optional(Type.String({ maxLength: 64, description: '操作' })),
  from: Type.Optional(DayText('起始日期')),
  until: Type.Optional(DayText('截止日期')),
  text: Type.Optional(Type.String({ maxLength: 100, description: '搜索' })),
};

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
    summary: '新建账号；同时给角色须另有授权的权限，否则由安全管理员授予',
    body: Type.Object({
      name: AccountName,
      displayName: Type.Optional(DisplayName),
      password: PasswordText,
      role: Type.Optional(FirstRole),
      district: Type.Optional(nullable(Type.String({ maxLength: 64, description: '区划' }))),
      organisation: Type.Optional(nullable(idOf('单位'))),
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
  linkPerson: defineRoute('POST', '/api/accounts/:account/persons', {
    access: 'accounts.manage',
    summary: '把账号对应到区划内的一位人员；person 为空则取消',
    params: byAccount,
    body: Type.Object({
      district: Type.String({ maxLength: 64, description: '区划' }),
      person: nullable(idOf('人员')),
    }),
    answer: Type.Object({
      data: Type.Array(Type.Object({ district: Type.String(), person: Id, name: Type.String() })),
    }),
  }),
  linkedPersons: defineRoute('GET', '/api/accounts/:account/persons', {
    access: 'accounts.manage',
    summary: '账号对应的人员',
    params: byAccount,
    answer: Type.Object({
      data: Type.Array(Type.Object({ district: Type.String(), person: Id, name: Type.String() })),
    }),
  }),
  listAudit: defineRoute('GET', '/api/audit', {
    access: 'audit.read',
    summary: '操作记录',
    query: Type.Object({ ...AuditQuery, ...PageQuery }),
    answer: pageOf(AuditEntry),
  }),
  auditActions: defineRoute('GET', '/api/audit/actions', {
    access: 'audit.read',
    summary: '操作的名称，供筛选',
    answer: Type.Object({ data: Type.Array(Type.Object({ action: Type.String(), label: Type.String() })) }),
  }),
  exportAudit: defineRoute('GET', '/api/audit/export/:format', {
    access: 'audit.read',
    summary: '导出操作记录（当前筛选）',
    params: Type.Object({ format: choice(['xlsx', 'csv'], '格式') }),
    query: Type.Object({ ...AuditQuery }),
    medium: 'file',
  }),
};
