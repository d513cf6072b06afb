/** What the actions of the audit trail are called. */
const LABELS = new Map([
  ['account.first', '创建第一个管理员'],
  ['account.create', '新建账号'],
  ['account.change', '修改账号'],
  ['account.password', '修改本人密码'],
  ['session.start', '登录'],
  ['session.end', '退出登录'],
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

export function actionLabel(action: string): string {
  return LABELS.get(action) ?? action;
}
