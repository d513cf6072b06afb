/** What the actions of the audit trail are called. */
const LABELS = new Map([
  ['account.first', '创建第一个管理员'],
  ['account.create', '新建账号'],
  ['account.change', '修改账号'],
  ['account.password', '修改本人密码'],
  ['session.start', '登录'],
  ['session.end', '退出登录'],
  ['session.force-end', '强制退出'],
  ['account.person', '对应人员'],
  ['grant.give', '授予角色'],
  ['grant.take', '收回角色'],
  ['delegation.give', '委托角色'],
  ['delegation.end', '结束委托'],
  ['security.policy', '修改安全策略'],
  ['security.oidc', '修改统一身份认证设置'],
  ['second-factor.on', '启用动态口令'],
  ['second-factor.off', '停用动态口令'],
  ['second-factor.recovery', '用备用码登录'],
  ['token.create', '新建接口令牌'],
  ['token.revoke', '停用接口令牌'],
  ['invitation.create', '生成邀请'],
  ['invitation.withdraw', '撤回邀请'],
  ['invitation.accept', '接受邀请'],
  ['organisation.hand-over', '移交未办结记录'],
  ['person.move', '人员调动'],
  ['create-district', '新建区划'],
  ['migrate', '数据库升级'],
]);

/** Who acts without an account, as people call it; nobody may have an account of such a name. */
export const MACHINES: ReadonlyMap<string, string> = new Map([
  ['system', '系统'],
  ['command-line', '命令行'],
  ['demo', '示例数据'],
]);

/** Adds a room's actions; each is named once. */
export function nameActions(labels: Readonly<Record<string, string>>): void {
  for (const [action, label] of Object.entries(labels)) LABELS.set(action, label);
}

/** Every action that has a name, for choosing among them. */
export function namedActions(): readonly { readonly action: string; readonly label: string }[] {
  return [...LABELS].map(([action, label]) => ({ action, label }));
}

export function actionLabel(action: string): string {
  return LABELS.get(action) ?? action;
}
