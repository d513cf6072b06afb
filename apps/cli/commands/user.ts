import { createInterface } from 'node:readline/promises';
import { peopleFault, ROLE_LABELS, ROLES, type FirstRole } from '@quantu/people';
import {
  accountByName,
  changePolicy,
  createAccount,
  createFirstAdministrator,
  listAccounts,
  needsFirstAdministrator,
  organisationByCode,
  removeSecondFactor,
  resetPassword,
} from '@quantu/people/server';
import type { Store } from '@quantu/store';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { storeOptions, withStore } from '../store.ts';

const ACTOR = 'command-line';
const OPTIONS = {
  data: storeOptions.data,
  json: storeOptions.json,
  name: { type: 'string' },
  role: { type: 'string', default: 'writer' },
  district: { type: 'string' },
  organisation: { type: 'string' },
} as const;

export const user: Command = {
  usage:
    'user list | add 账号 [--name 姓名] [--role administrator|writer|reader|角色] [--district 区划代码] [--organisation 单位代码] | password 账号 | second-factor 账号 | combine [--data 目录] [--json]',
  summary: '账号：列出、新增、重设密码、清除动态口令、关闭三员分立；密码从标准输入读一行',
  async run(args) {
    const { values, positionals } = parse(args, OPTIONS, { min: 1, max: 2 });
    const [verb, account] = positionals;
    const role = roleOf(values.role);
    if (values.organisation !== undefined && values.district === undefined)
      throw new UsageError('--organisation 要和 --district 一起用');
    if (verb === 'list') return withStore(values, (store) => list(store, values.json === true));
    if (verb === 'combine') return withStore(values, combine);
    if (account === undefined || verb === undefined || !['add', 'password', 'second-factor'].includes(verb))
      throw new UsageError('应为 list、add 账号、password 账号、second-factor 账号 或 combine');
    if (verb === 'second-factor') return withStore(values, (store) => forgetFactor(store, account));
    const password = await askPassword();
    await withStore(values, async (store) => {
      if (verb === 'password') await resetPassword(store, ACTOR, account, password);
      else
        await add(store, {
          name: account,
          displayName: values.name,
          password,
          role,
          ...(await placeOf(store, values)),
        });
    });
    say(verb === 'add' ? `已新增账号 ${account}` : `账号 ${account} 的密码已重设`);
  },
};

function roleOf(text: string): FirstRole {
  const all = [...new Set([...Object.keys(ROLE_LABELS), ...Object.keys(ROLES)])] as FirstRole[];
  const role = all.find((one) => one === text);
  if (role === undefined) throw new UsageError(`没有角色 ${text}，可用的有 ${all.join('、')}`);
  return role;
}

async function placeOf(store: Store, { district, organisation }: { district?: string; organisation?: string }) {
  if (district === undefined) return {};
  if (organisation === undefined) return { district };
  return { district, organisation: await organisationByCode(store, district, organisation) };
}

async function list(store: Store, json: boolean): Promise<void> {
  const { data } = await listAccounts(store.read(), { size: 200 });
  if (json) return printJson(data);
  for (const { name, displayName, roles, isDisabled } of data)
    say([name, displayName, roles.join(','), ...(isDisabled ? ['已停用'] : [])].join('\t'));
}

/** For the last security administrator who lost telephone and recovery codes: nobody else could help. */
async function forgetFactor(store: Store, name: string): Promise<void> {
  const account = await accountByName(store.read(), name);
  if (!account) throw peopleFault('account.no-such-name', { name });
  await removeSecondFactor(store, { name: ACTOR }, account.id);
  say(`账号 ${account.name} 的动态口令已清除`);
}

/** Switches 三员分立 off: none of the three can do that alone. */
async function combine(store: Store): Promise<void> {
  await changePolicy(store, ACTOR, { isSeparated: false });
  say('三员分立已关闭，审计记录里有这一笔');
}

/** The first account is an administrator whatever was asked: without one nobody could let others in. */
async function add(store: Store, wish: Parameters<typeof createAccount>[2]): Promise<void> {
  if (await needsFirstAdministrator(store.read())) await createFirstAdministrator(store, wish);
  else await createAccount(store, ACTOR, wish);
}

async function askPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('密码：');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new UsageError('没有读到密码');
}
