import { Type, type Static } from '@sinclair/typebox';
import {
  choice,
  DayText,
  Id,
  idOf,
  InstantText,
  nullable,
  OwnSession,
  PageQuery,
  pageOf,
  PasswordText,
  RoleChoice,
  SessionAnswer,
} from './contract.ts';
import { defineRoute } from './route.ts';

const between = (minimum: number, maximum: number, description: string) =>
  Type.Integer({ minimum, maximum, description });

/** The rules of signing in, changed by the security administrator. */
export const Policy = Type.Object({
  /** 三员分立: the three administrators are three accounts without any other role. */
  isSeparated: Type.Boolean({ description: '三员分立' }),
  passwordLength: between(8, 64, '密码最短长度'),
  /** 0: passwords do not age. */
  passwordDays: between(0, 3650, '密码有效天数'),
  /** How many former passwords may not be used again. */
  passwordsRemembered: between(0, 24, '不得重复使用的旧密码个数'),
  /** Wrong passwords or codes in a row until a name is locked. */
  freeFailures: between(3, 20, '允许连续输错次数'),
  lockMinutes: between(1, 1440, '锁定分钟数'),
  idleMinutes: between(5, 10_080, '无操作自动退出的分钟数'),
  sessionHours: between(1, 720, '一次登录最长小时数'),
  /** Roles that sign in with a second factor, or set one up first. */
  secondFactorRoles: Type.Array(RoleChoice, { maxItems: 40, description: '必须使用动态口令的角色' }),
});
export type Policy = Static<typeof Policy>;

export const AnySession = Type.Composite([
  OwnSession,
  Type.Object({ account: Id, accountName: Type.String(), displayName: Type.String() }),
]);
export type AnySession = Static<typeof AnySession>;

export const securityRoutes = {
  policy: defineRoute('GET', '/api/security/policy', {
    access: 'signed-in',
    summary: '登录和密码的规定',
    answer: Type.Object({ data: Policy, can: Type.Object({ change: Type.Boolean() }) }),
  }),
  changePolicy: defineRoute('PATCH', '/api/security/policy', {
    access: 'grants.manage',
    summary: '修改登录和密码的规定；有人兼任时不能打开三员分立',
    body: Type.Partial(Policy),
    answer: Type.Object({ data: Policy, can: Type.Object({ change: Type.Boolean() }) }),
  }),
  sessions: defineRoute('GET', '/api/security/sessions', {
    access: 'grants.manage',
    summary: '全部登录会话',
    query: Type.Object({ text: Type.Optional(Type.String({ maxLength: 100, description: '搜索' })), ...PageQuery }),
    answer: pageOf(AnySession),
  }),
  endSession: defineRoute('DELETE', '/api/security/sessions/:session', {
    access: 'grants.manage',
    summary: '强制退出一个会话',
    params: Type.Object({ session: Id }),
    answer: Type.Object({ ended: Type.Integer() }),
  }),
  endSessionsOf: defineRoute('DELETE', '/api/security/accounts/:account/sessions', {
    access: 'grants.manage',
    summary: '强制退出一个账号的全部会话',
    params: Type.Object({ account: Id }),
    answer: Type.Object({ ended: Type.Integer() }),
  }),
  /** For who lost telephone and recovery codes. */
  removeSecondFactor: defineRoute('DELETE', '/api/security/accounts/:account/second-factor', {
    access: 'grants.manage',
    summary: '清除一个账号的动态口令，其会话随即退出',
    params: Type.Object({ account: Id }),
    answer: Type.Object({ removed: Id }),
  }),
};

export const SecondFactor = Type.Object({
  isOn: Type.Boolean(),
  since: nullable(InstantText),
  recoveryCodesLeft: Type.Integer(),
  /** A role of the account asks for it: it cannot be switched off. */
  isRequired: Type.Boolean(),
  /** False: they came from the issuer, and may change it for some minutes without a password. */
  asksPassword: Type.Boolean(),
});
export type SecondFactor = Static<typeof SecondFactor>;

const Code = Type.String({ minLength: 6, maxLength: 32, description: '动态口令' });

export const secondFactorRoutes = {
  state: defineRoute('GET', '/api/account/second-factor', {
    access: 'signed-in',
    summary: '本人的动态口令',
    answer: Type.Object({ data: SecondFactor }),
  }),
  /** Begins or begins anew; nothing changes for signing in until it is confirmed. */
  enrol: defineRoute('POST', '/api/account/second-factor', {
    access: 'signed-in',
    summary: '开始设置动态口令：取得二维码',
    body: Type.Object({ password: Type.Optional(PasswordText) }),
    answer: Type.Object({ data: Type.Object({ svg: Type.String(), secret: Type.String(), address: Type.String() }) }),
  }),
  confirm: defineRoute('POST', '/api/account/second-factor/confirm', {
    access: 'signed-in',
    summary: '输入一次动态口令以启用；返回备用码（只显示这一次）',
    body: Type.Object({ code: Code }),
    answer: Type.Object({ data: SecondFactor, recoveryCodes: Type.Array(Type.String()) }),
  }),
  remove: defineRoute('POST', '/api/account/second-factor/remove', {
    access: 'signed-in',
    summary: '停用本人的动态口令',
    body: Type.Object({ password: Type.Optional(PasswordText) }),
    answer: Type.Object({ data: SecondFactor }),
  }),
  /** The second step of signing in; `challenge` comes from the first. A recovery code does as well. */
  finish: defineRoute('POST', '/api/sign-in/second-factor', {
    access: 'anyone',
    summary: '登录第二步：动态口令或备用码',
    body: Type.Object({ challenge: Type.String({ maxLength: 100, description: '登录凭据' }), code: Code }),
    answer: SessionAnswer,
  }),
};

export const OidcSettings = Type.Object({
  isOn: Type.Boolean({ description: '启用' }),
  /** What the button says: 用市统一身份认证登录. */
  label: Type.String({ maxLength: 40, description: '按钮文字' }),
  issuer: Type.String({ maxLength: 500, description: '签发方地址' }),
  clientId: Type.String({ maxLength: 200, description: '客户端标识' }),
  /** The page that this installation answers at: `https://…/sign-in/oidc`. */
  redirect: Type.String({ maxLength: 500, description: '回调地址' }),
  scope: Type.String({ maxLength: 200, description: '申请的范围' }),
  /** The claim that has the account's name. */
  claim: Type.String({ minLength: 1, maxLength: 100, description: '账号所在的声明' }),
  /** Values of `acr` that mean a second factor, parted by blanks; `amr` with `mfa` always does. */
  factorAcr: Type.String({ maxLength: 200, description: '表示已用第二因素的 acr' }),
  /** Whoever the issuer knows gets an account, without any role. */
  makesAccounts: Type.Boolean({ description: '自动开设账号' }),
  hasSecret: Type.Boolean(),
  /** Set by the environment of the server: cannot be changed here. */
  isFixed: Type.Boolean(),
});
export type OidcSettings = Static<typeof OidcSettings>;

export const oidcRoutes = {
  settings: defineRoute('GET', '/api/oidc/settings', {
    access: 'accounts.manage',
    summary: '统一身份认证设置',
    answer: Type.Object({ data: OidcSettings }),
  }),
  changeSettings: defineRoute('PATCH', '/api/oidc/settings', {
    access: 'accounts.manage',
    summary: '修改统一身份认证设置',
    body: Type.Composite([
      Type.Partial(Type.Omit(OidcSettings, ['hasSecret', 'isFixed'])),
      Type.Object({ clientSecret: Type.Optional(Type.String({ maxLength: 500, description: '客户端密钥' })) }),
    ]),
    answer: Type.Object({ data: OidcSettings }),
  }),
  /** The page goes to `address` and keeps `binding` for `finish`, so that nobody else's sign-in can be slipped in. */
  start: defineRoute('POST', '/api/oidc/start', {
    access: 'anyone',
    summary: '开始用统一身份认证登录',
    answer: Type.Object({ address: Type.String(), binding: Type.String() }),
  }),
  finish: defineRoute('POST', '/api/oidc/finish', {
    access: 'anyone',
    summary: '完成统一身份认证登录',
    body: Type.Object({
      /** The page's own address as the issuer sent the browser to it, with code and state. */
      address: Type.String({ maxLength: 4000, description: '回调地址' }),
      binding: Type.String({ maxLength: 100, description: '登录凭据' }),
    }),
    answer: SessionAnswer,
  }),
};

const ofHandOver = {
  /** What ends or moves: an organisation, or a person. */
  register: choice(['organisation', 'person'], '移交对象'),
  record: idOf('移交方'),
};

/** What is open with an organisation or a person, and would be handed over. */
export const HandOverPreview = Type.Object({
  name: Type.String(),
  total: Type.Integer(),
  registers: Type.Array(
    Type.Object({
      register: Type.String(),
      label: Type.String(),
      field: Type.String(),
      fieldLabel: Type.String(),
      count: Type.Integer(),
    }),
  ),
  /** Roles that are tied to the organisation, or that the person's account has for theirs: the security administrator's. */
  grants: Type.Integer(),
});
export type HandOverPreview = Static<typeof HandOverPreview>;

export const directoryRoutes = {
  handOverPreview: defineRoute('GET', '/api/d/:district/hand-over/:register/:record', {
    access: 'organisations.manage',
    summary: '移交预览：各台账有多少未办结的记录',
    params: Type.Object({ district: Type.String(), ...ofHandOver }),
    answer: Type.Object({ data: HandOverPreview }),
  }),
  handOver: defineRoute('POST', '/api/d/:district/hand-over', {
    access: 'organisations.manage',
    summary: '把未办结的记录移交给接手的单位或人员；可同时撤销原单位',
    params: Type.Object({ district: Type.String() }),
    body: Type.Object({
      ...ofHandOver,
      successor: idOf('接手方'),
      /** The organisation is no more from this day on, or the person has left: written with the hand-over. */
      closeOn: Type.Optional(nullable(DayText('撤销日期'))),
      reason: Type.Optional(Type.String({ maxLength: 500, description: '理由' })),
    }),
    answer: Type.Object({ data: HandOverPreview }),
  }),
  movePerson: defineRoute('POST', '/api/d/:district/persons/:person/move', {
    access: 'organisations.manage',
    summary: '人员调动：任职留痕，原单位未办结的记录交给接手人',
    params: Type.Object({ district: Type.String(), person: Id }),
    body: Type.Object({
      organisation: idOf('新单位'),
      post: Type.Optional(Type.String({ maxLength: 60, description: '新职务' })),
      on: DayText('调动日期'),
      /** Who takes over what is open; null: left without a person where that is allowed. */
      successor: nullable(idOf('接手人')),
      reason: Type.Optional(Type.String({ maxLength: 500, description: '理由' })),
    }),
    answer: Type.Object({ data: HandOverPreview }),
  }),
};

/** One right of one role: yes, no, or under which condition, in words. */
const Cell = Type.Object({ mark: choice(['yes', 'no', 'some'], '结论'), text: Type.String() });
const cells = Type.Record(Type.String(), Cell, { description: '角色 → 结论' });

export const Matrix = Type.Object({
  roles: Type.Array(Type.Object({ key: RoleChoice, label: Type.String(), side: Type.String() })),
  routes: Type.Array(
    Type.Object({
      method: Type.String(),
      path: Type.String(),
      summary: Type.String(),
      access: Type.String(),
      /** The permission in words, 任何人 or 已登录. */
      needs: Type.String(),
      cells,
    }),
  ),
  registers: Type.Array(
    Type.Object({
      register: Type.String(),
      label: Type.String(),
      /** Null: of the record as a whole. */
      field: nullable(Type.String()),
      fieldLabel: nullable(Type.String()),
      /** 查看 新增 修改 删除, the label of a transition; of fields 查看 修改 明文. */
      right: Type.String(),
      cells,
    }),
  ),
});
export type Matrix = Static<typeof Matrix>;

export const matrixRoutes = {
  matrix: defineRoute('GET', '/api/permission-matrix', {
    access: 'signed-in',
    summary: '权限矩阵：接口和台账各角色可以做什么',
    answer: Type.Object({ data: Matrix }),
  }),
  exportMatrix: defineRoute('GET', '/api/permission-matrix/xlsx', {
    access: 'signed-in',
    summary: '导出权限矩阵（xlsx）',
    medium: 'file',
  }),
};
