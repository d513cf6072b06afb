import { Type, type Static } from '@sinclair/typebox';
import {
  Account,
  AccountName,
  choice,
  DayText,
  DisplayName,
  Id,
  idOf,
  InstantText,
  nullable,
  PageQuery,
  pageOf,
  PasswordText,
  PermissionChoice,
  RoleChoice,
  SessionAnswer,
} from './contract.ts';
import { defineRoute } from './route.ts';

const DistrictCode = Type.String({ maxLength: 64, description: '区划' });

/** A role of an account: where, for which organisation, from the first to the last day. */
export const Grant = Type.Object({
  id: Id,
  account: Id,
  accountName: Type.String(),
  displayName: Type.String(),
  role: RoleChoice,
  /** Null: in every district. */
  district: nullable(Type.String()),
  organisation: nullable(Id),
  organisationName: nullable(Type.String()),
  /** First day. */
  from: Type.String(),
  /** Last day; null: until it is taken back. */
  until: nullable(Type.String()),
  /** Of a delegation: whose role it is. */
  delegatedBy: nullable(Type.String()),
  grantedBy: Type.String(),
  grantedAt: InstantText,
  /** In force today. */
  isInForce: Type.Boolean(),
  /** The reader may take it back. */
  canRevoke: Type.Boolean(),
  /** The reader may hand it to somebody for a time: it is their own, and not itself delegated. */
  canDelegate: Type.Boolean(),
});
export type Grant = Static<typeof Grant>;

const grants = Type.Object({ data: Type.Array(Grant) });

export const grantRoutes = {
  grants: defineRoute('GET', '/api/grants', {
    access: 'grants.manage',
    summary: '角色授予一览',
    query: Type.Object({
      text: Type.Optional(Type.String({ maxLength: 100, description: '搜索' })),
      account: Type.Optional(idOf('账号')),
      role: Type.Optional(RoleChoice),
      district: Type.Optional(DistrictCode),
      ...PageQuery,
    }),
    answer: pageOf(Grant),
  }),
  /** To whom a role can be granted: the security administrator does not manage accounts. */
  accounts: defineRoute('GET', '/api/grants/accounts', {
    access: 'grants.manage',
    summary: '账号和现有角色，供授权时选择',
    query: Type.Object({ text: Type.Optional(Type.String({ maxLength: 100, description: '搜索' })), ...PageQuery }),
    answer: pageOf(Account),
  }),
  grant: defineRoute('POST', '/api/grants', {
    access: 'grants.manage',
    summary: '授予角色',
    body: Type.Object({
      account: idOf('账号'),
      role: RoleChoice,
      district: Type.Optional(nullable(DistrictCode)),
      organisation: Type.Optional(nullable(idOf('单位'))),
      from: Type.Optional(DayText('生效日期')),
      until: Type.Optional(nullable(DayText('截止日期'))),
    }),
    answer: Type.Object({ data: Grant }),
    status: 201,
  }),
  revoke: defineRoute('DELETE', '/api/grants/:grant', {
    access: 'grants.manage',
    summary: '收回角色，连同由它委托出去的',
    params: Type.Object({ grant: Id }),
    query: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500, description: '理由' })) }),
    answer: Type.Object({ removed: Type.Integer() }),
  }),
  ownGrants: defineRoute('GET', '/api/account/grants', {
    access: 'signed-in',
    summary: '本人的角色，收到和给出的委托',
    answer: Type.Object({ held: Type.Array(Grant), given: Type.Array(Grant) }),
  }),
  delegate: defineRoute('POST', '/api/account/delegations', {
    access: 'signed-in',
    summary: '把本人的一个角色委托给别人一段时间',
    body: Type.Object({
      grant: idOf('角色'),
      /** The name the other signs in with. */
      to: AccountName,
      from: Type.Optional(DayText('生效日期')),
      until: DayText('截止日期'),
      reason: Type.Optional(Type.String({ maxLength: 500, description: '理由' })),
    }),
    answer: grants,
    status: 201,
  }),
  endDelegation: defineRoute('DELETE', '/api/account/delegations/:grant', {
    access: 'signed-in',
    summary: '收回自己给出的委托，或交还收到的',
    params: Type.Object({ grant: Id }),
    answer: grants,
  }),
  /** Whom a role can be delegated to. */
  colleagues: defineRoute('GET', '/api/d/:district/colleagues', {
    access: 'district.enter',
    summary: '区划内的账号，供选择',
    params: Type.Object({ district: Type.String() }),
    query: Type.Object({ text: Type.Optional(Type.String({ maxLength: 100, description: '搜索' })) }),
    answer: Type.Object({ data: Type.Array(Type.Object({ name: Type.String(), displayName: Type.String() })) }),
  }),
  /** Where a grant can be tied to: the security administrator need not be able to enter the district. */
  grantOrganisations: defineRoute('GET', '/api/grants/organisations', {
    access: 'grants.manage',
    summary: '某区划现有的单位，供授权时选择',
    query: Type.Object({ district: DistrictCode }),
    answer: Type.Object({
      data: Type.Array(Type.Object({ id: Id, name: Type.String(), parent: nullable(Id), isClosed: Type.Boolean() })),
    }),
  }),
};

export const INVITATION_STATES = ['open', 'used', 'expired', 'withdrawn'] as const;

export const Invitation = Type.Object({
  id: Id,
  displayName: Type.String(),
  role: RoleChoice,
  district: nullable(Type.String()),
  organisation: nullable(Id),
  createdBy: Type.String(),
  createdAt: InstantText,
  expiresAt: InstantText,
  state: choice(INVITATION_STATES, '状态'),
  /** The account that was made with it. */
  usedBy: nullable(Type.String()),
});
export type Invitation = Static<typeof Invitation>;

export const invitationRoutes = {
  invitations: defineRoute('GET', '/api/invitations', {
    access: 'grants.manage',
    summary: '邀请一览',
    query: Type.Object({ ...PageQuery }),
    answer: pageOf(Invitation),
  }),
  invite: defineRoute('POST', '/api/invitations', {
    access: 'grants.manage',
    summary: '生成邀请链接（一次有效，只显示这一次）',
    body: Type.Object({
      displayName: DisplayName,
      role: RoleChoice,
      district: Type.Optional(nullable(DistrictCode)),
      organisation: Type.Optional(nullable(idOf('单位'))),
      hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720, description: '有效小时数' })),
    }),
    /** The page's address is `/invitation#<secret>`: what follows # is never sent to a server or a log. */
    answer: Type.Object({ data: Invitation, secret: Type.String() }),
    status: 201,
  }),
  withdraw: defineRoute('DELETE', '/api/invitations/:invitation', {
    access: 'grants.manage',
    summary: '撤回邀请',
    params: Type.Object({ invitation: Id }),
    answer: Type.Object({ data: Invitation }),
  }),
  lookUp: defineRoute('POST', '/api/invitation', {
    access: 'anyone',
    summary: '凭邀请链接查看邀请',
    body: Type.Object({ secret: Type.String({ minLength: 20, maxLength: 100, description: '邀请链接' }) }),
    answer: Type.Object({
      data: Type.Object({
        displayName: Type.String(),
        role: RoleChoice,
        districtName: nullable(Type.String()),
        organisationName: nullable(Type.String()),
        expiresAt: InstantText,
        /** The account can be signed in with at once; else the system administrator enables it first. */
        isEnabled: Type.Boolean(),
      }),
    }),
  }),
  accept: defineRoute('POST', '/api/invitation/accept', {
    access: 'anyone',
    summary: '接受邀请：定账号和密码并登录；三员分立时等系统管理员启用',
    body: Type.Object({
      secret: Type.String({ minLength: 20, maxLength: 100, description: '邀请链接' }),
      name: AccountName,
      displayName: Type.Optional(DisplayName),
      password: PasswordText,
    }),
    answer: SessionAnswer,
  }),
};

export const ApiToken = Type.Object({
  id: Id,
  name: Type.String(),
  /** The first characters, to recognise it by: the rest is never shown again. */
  prefix: Type.String(),
  accountName: Type.String(),
  permissions: Type.Array(PermissionChoice),
  /** Null: every district of the account. */
  districts: nullable(Type.Array(Type.String())),
  /** Null: every register; otherwise the token reaches nothing but these registers. */
  registers: nullable(Type.Array(Type.String())),
  createdAt: InstantText,
  expiresAt: InstantText,
  lastUsedAt: nullable(InstantText),
  isRevoked: Type.Boolean(),
});
export type ApiToken = Static<typeof ApiToken>;

export const tokenRoutes = {
  ownTokens: defineRoute('GET', '/api/account/tokens', {
    access: 'signed-in',
    summary: '本人的接口令牌',
    answer: Type.Object({ data: Type.Array(ApiToken) }),
  }),
  createToken: defineRoute('POST', '/api/account/tokens', {
    access: 'signed-in',
    summary: '新建接口令牌（只显示这一次），用法：Authorization: Bearer …',
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 64, description: '用途' }),
      permissions: Type.Array(PermissionChoice, { minItems: 1, maxItems: 20, description: '权限' }),
      districts: Type.Optional(nullable(Type.Array(DistrictCode, { maxItems: 100 }))),
      registers: Type.Optional(nullable(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 }))),
      days: Type.Integer({ minimum: 1, maximum: 366, description: '有效天数' }),
    }),
    answer: Type.Object({ data: ApiToken, secret: Type.String() }),
    status: 201,
  }),
  revokeToken: defineRoute('DELETE', '/api/account/tokens/:token', {
    access: 'signed-in',
    summary: '停用本人的接口令牌',
    params: Type.Object({ token: Id }),
    answer: Type.Object({ data: Type.Array(ApiToken) }),
  }),
  tokens: defineRoute('GET', '/api/tokens', {
    access: 'grants.manage',
    summary: '全部接口令牌',
    query: Type.Object({ ...PageQuery }),
    answer: pageOf(ApiToken),
  }),
  revokeAnyToken: defineRoute('DELETE', '/api/tokens/:token', {
    access: 'grants.manage',
    summary: '停用任一接口令牌',
    params: Type.Object({ token: Id }),
    answer: Type.Object({ data: ApiToken }),
  }),
};
