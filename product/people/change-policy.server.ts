import type { Store, WriteDb } from '@quantu/store';
import { lockAccounts } from './accounts-lock.server.ts';
import { MACHINES } from './actions.ts';
import { peopleFault } from './faults.ts';
import { combination } from './grants.ts';
import { grantsByAccount, today } from './grants.server.ts';
import { policy, saveSetting } from './policy.server.ts';
import { ROLES } from './roles.ts';
import type { Policy } from './security.contract.ts';

/**
 * Changes the policy. Separation is not switched on while somebody combines what it keeps apart, and none of the three
 * switches it off alone: that takes whoever keeps the server.
 */
export async function changePolicy(store: Store, actor: string, wish: Partial<Policy>): Promise<Policy> {
  return store.transact({ actor, action: 'security.policy' }, async (tx) => {
    await lockAccounts(tx);
    const before = await policy(tx);
    const after: Policy = { ...before, ...wish };
    if (after.isSeparated && !before.isSeparated) await checkNobodyCombines(tx);
    if (before.isSeparated && !after.isSeparated && !MACHINES.has(actor)) throw peopleFault('separation.stays');
    await saveSetting(tx, 'policy', after);
    tx.audit({ before, after: { ...after, text: changed(before, after) } });
    return after;
  });
}

const NAMED = 5;

async function checkNobodyCombines(tx: WriteDb): Promise<void> {
  const day = today(tx.at);
  const both = [...(await grantsByAccount(tx))].flatMap(([, { name, grants }]) => {
    const pair = combination(grants, day);
    return pair ? [`${name}（${ROLES[pair[0]].label}和${ROLES[pair[1]].label}）`] : [];
  });
  if (both.length === 0) return;
  const names = both.slice(0, NAMED).join('、') + (both.length > NAMED ? `等 ${both.length} 个账号` : '');
  throw peopleFault('separation.combined', { names });
}

const WORDS: Record<keyof Policy, string> = {
  isSeparated: '三员分立',
  passwordLength: '密码最短长度',
  passwordDays: '密码有效天数',
  passwordsRemembered: '不得重复的旧密码个数',
  freeFailures: '允许连续输错次数',
  lockMinutes: '锁定分钟数',
  idleMinutes: '无操作自动退出分钟数',
  sessionHours: '一次登录最长小时数',
  secondFactorRoles: '必须使用动态口令的角色',
};

function changed(before: Policy, after: Policy): string {
  const show = (value: Policy[keyof Policy]) => {
    if (typeof value === 'boolean') return value ? '开' : '关';
    return typeof value === 'number' ? String(value) : value.map((role) => ROLES[role].label).join('、') || '无';
  };
  const keys = Object.keys(WORDS) as (keyof Policy)[];
  return keys
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => `${WORDS[key]}由 ${show(before[key])} 改为 ${show(after[key])}`)
    .join('，');
}
