import { basename } from 'node:path';
import { conflictKindLabel } from '@quantu/plans';
import {
  addRuleSet,
  changeRuleSet,
  rulesFrom,
  ruleSetVersions,
  storedRuleSet,
  type StoredRuleSet,
} from '@quantu/plans/server';
import { books } from '@quantu/server';
import type { Store } from '@quantu/store';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const VERBS = '应为 list、show、add 或 put';
const WHO = { a: '甲让', b: '乙让', earlier: '先批准的一方让' } as const;

/** Rule sets of overlays: shown, copied and changed as JSON. */
export const overlayRules: Command = {
  usage:
    'overlay-rules list | show 代号[@版本] | add 名称 规则.json --reason 说明 | put 代号 规则.json --reason 说明 [--district 代码] [--data 目录] [--json]',
  summary: '叠加规则：列出、查看（--json 可存成文件来改）、另存一套、存为新版本；overlay --rules 选用',
  async run(args) {
    const { values, positionals } = parse(args, { ...storeOptions, reason: { type: 'string' } }, { min: 1, max: 3 });
    const [verb, name, file] = positionals;
    const reason = values.reason?.trim() ?? '';
    return withStore(values, async (store) => {
      const at = await chosenDistrict(store, values);
      if (verb === 'list' && name === undefined) return list(store, at, values.json === true);
      if (name === undefined) throw new UsageError(VERBS);
      if (verb === 'show' && file === undefined) return show(store, at, name, values.json === true);
      if (file === undefined || (verb !== 'add' && verb !== 'put')) throw new UsageError(VERBS);
      if (reason === '') throw new UsageError(`${verb} 要写 --reason 修改说明`);
      const rules = rulesFrom(new TextDecoder().decode(await readInput(file)), basename(file));
      if (verb === 'add') return add(store, at, { label: name, reason, rules });
      return put(store, at, name, { reason, rules });
    });
  },
};

type Wish = Parameters<typeof addRuleSet>[2];
const changeOf = (district: string) => ({ district, actor: 'command-line', action: 'overlay.rules' });

async function list(store: Store, district: string, isJson: boolean): Promise<void> {
  const all = await ruleSetVersions(store.read(district));
  const latest = all.filter(({ rules }, at) => all.findIndex((one) => one.rules.key === rules.key) === at);
  if (isJson) return printJson(latest.map(({ rules: { key, version, label }, reason }) => ({ key, version, label, reason }))); // prettier-ignore
  for (const { rules, reason } of latest) say([rules.key, `第 ${rules.version} 版`, rules.label, reason].join('\t'));
}

async function show(store: Store, district: string, name: string, isJson: boolean): Promise<void> {
  const [, key = name, version] = /^(.*?)(?:@(\d+))?$/.exec(name) ?? [];
  const { rules, reason, by, at } = await storedRuleSet(
    store.read(district),
    key,
    version === undefined ? undefined : Number(version),
  );
  const { sliver, kinds, pairs, alone } = rules;
  if (isJson) return printJson({ sliver, kinds, pairs, alone });
  tell({ rules, reason, by, at });
}

function tell({ rules, reason, by }: StoredRuleSet): void {
  const { key, label, version, sliver, kinds, pairs, alone } = rules;
  say(`${key} ${label} 第 ${version} 版（${by ?? '随程序提供'}）${by === null ? '' : reason}`);
  say(`最小面积 ${sliver.minM2} 平方米，细长的平均宽度小于 ${sliver.widthM} 米`);
  for (const { kind, yielding, yields, clause } of pairs) {
    const isOff = kinds.includes(kind) ? '' : '（不查）';
    say(
      [`${conflictKindLabel(kind)}${isOff}`, yielding === null ? '由人确定' : WHO[yielding], yields, clause].join('\t'),
    );
  }
  for (const { kind, yields, clause } of alone) {
    say([`${conflictKindLabel(kind)}${kinds.includes(kind) ? '' : '（不查）'}`, '', yields, clause].join('\t'));
  }
}

async function add(store: Store, district: string, wish: Wish): Promise<void> {
  const key = await store.transact(changeOf(district), (tx) => addRuleSet(tx, books, wish));
  say(`已另存为 ${key} ${wish.label.trim()} 第 1 版`);
}

async function put(store: Store, district: string, key: string, wish: Omit<Wish, 'label'>): Promise<void> {
  const { rules } = await storedRuleSet(store.read(district), key);
  const change = { ...wish, label: rules.label, base: rules.version };
  const version = await store.transact(changeOf(district), (tx) => changeRuleSet(tx, books, key, change));
  say(`已存为 ${key} ${rules.label} 第 ${version} 版`);
}
