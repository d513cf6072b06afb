import { dayInChina, defineFaults, instantOf, parseDay, type Day } from '@quantu/base';
import type { CodeRow, CodeSetRow } from '@quantu/product-registers';
import { codeSetsFor, codesFrom } from '@quantu/product-registers/server';
import { programViewer } from '@quantu/registers';
import { putCodeVersion, removeCodeVersion } from '@quantu/registers/server';
import { books } from '@quantu/server';
import type { Store } from '@quantu/store';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const codesFault = defineFaults({
  'cli.unknown-codes': { status: 404, text: '没有名为 {key} 的编码表，现有：{keys}' },
  'cli.no-codes': {
    status: 422,
    text: '{file} 不是编码清单，样子见 quantu codes show 编码表 --json：每个代码写 code 和 label，可加 parent、from、until',
  },
  'cli.no-day': { status: 422, text: '“{day}”不是存在的日期，请按 2026-07-10 的样子填写' },
});

const OPTIONS = {
  ...storeOptions,
  version: { type: 'string' },
  from: { type: 'string' },
  source: { type: 'string' },
} as const;
const viewer = programViewer('command-line');

export const codes: Command = {
  usage:
    'codes list | show 编码表 | put 编码表 清单.json --version 版本 --source 依据 [--from 日期] | remove 编码表 版本 [--district 代码] [--data 目录] [--json]',
  summary: '编码表：列出、查看现行代码、发布自某日（默认今天）起生效的一版、撤回还没有生效的一版',
  async run(args) {
    const { values, positionals } = parse(args, OPTIONS, { min: 1, max: 3 });
    const [verb = '', key, operand] = positionals;
    return withStore(values, async (store) => {
      const at = await chosenDistrict(store, values);
      if (verb === 'list' && key === undefined) return list(store, at, values.json === true);
      if (key === undefined) throw new UsageError('应为 list、show、put 或 remove');
      if (verb === 'show' && operand === undefined) return show(store, at, key, values.json === true);
      if (verb === 'put' && operand !== undefined) return put(store, at, key, operand, values);
      if (verb === 'remove' && operand !== undefined) return remove(store, at, key, operand);
      throw new UsageError('应为 list、show、put 或 remove');
    });
  },
};

const setsOf = (store: Store, district: string) => codeSetsFor(store.read(district), books, viewer);

async function list(store: Store, district: string, isJson: boolean): Promise<void> {
  const sets = await setsOf(store, district);
  if (isJson) return printJson(sets.map(({ versions, ...set }) => ({ ...set, versions: versions.length })));
  for (const { key, label, versions, isOpen } of sets) {
    const now = versions.find(({ standing }) => standing === 'holds');
    say(
      [key, label, `现行 ${now?.version ?? ''}`, `${openOn(now, today()).length} 个在用`, isOpen ? '' : '由程序填写']
        .join('\t')
        .trimEnd(),
    );
  }
}

async function show(store: Store, district: string, key: string, isJson: boolean): Promise<void> {
  const sets = await setsOf(store, district);
  const set = sets.find((one) => one.key === key);
  if (!set) throw codesFault('cli.unknown-codes', { key, keys: sets.map((one) => one.key).join('、') });
  if (isJson) return printJson(set.versions.find(({ standing }) => standing === 'holds')?.codes ?? []);
  for (const { version, from, source, standing, codes } of set.versions) {
    say(`${version}（${STANDING[standing]}，${from === null ? '随程序提供' : `自 ${from}`}）${source}`);
    for (const { code, label, parent, until } of codes) {
      say(['', code, label, parent ?? '', until === undefined ? '' : `${until} 停用`].join('\t').trimEnd());
    }
  }
}

const today = (): Day => dayInChina(instantOf(new Date()));

/** The codes of a version that may be put in on a day. */
function openOn(version: { readonly codes: readonly CodeRow[] } | undefined, day: Day): readonly CodeRow[] {
  return (version?.codes ?? []).filter(({ from = '', until = '9' }) => from <= day && day < until);
}

/** The version that holds on a day, apart from one that is to come into force on that very day. */
function heldOn({ versions }: CodeSetRow, day: Day): CodeSetRow['versions'][number] | undefined {
  const before = versions.filter(({ from }) => from === null || from < day);
  return before.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))[0];
}

/** What the new version changes for who fills in; records keep what they have. */
function differences(before: readonly CodeRow[], after: readonly CodeRow[]): string[] {
  const old = new Map(before.map((row) => [row.code, row]));
  const now = new Set(after.map(({ code }) => code));
  return [
    ...after.filter(({ code }) => !old.has(code)).map(({ code, label }) => `  新增 ${code} ${label}`),
    ...after.flatMap(({ code, label }) => {
      const was = old.get(code)?.label;
      return was === undefined || was === label ? [] : [`  改名 ${code} ${was} → ${label}`];
    }),
    ...before
      .filter(({ code }) => !now.has(code))
      .map(({ code, label }) => `  停用 ${code} ${label}（已有的记录照旧显示，新填时不再可选）`),
  ];
}

const STANDING = { over: '已过', holds: '现行', coming: '将生效' } as const;

interface Words {
  readonly version?: string | undefined;
  readonly from?: string | undefined;
  readonly source?: string | undefined;
}

async function put(store: Store, district: string, key: string, file: string, { version, from, source }: Words) {
  if (!version?.trim() || !source?.trim()) throw new UsageError('put 要写 --version 和 --source');
  const day = from === undefined ? today() : parseDay(from);
  if (!day) throw codesFault('cli.no-day', { day: from ?? '' });
  const rows = codesFrom(jsonOf(new TextDecoder().decode(await readInput(file)).replace(/^\uFEFF/, '')));
  if (rows === null) throw codesFault('cli.no-codes', { file });
  const before = (await setsOf(store, district)).find((set) => set.key === key);
  const label = before?.label ?? key;
  const change = { district, actor: viewer.account, action: 'codes.put', subject: key, reason: source };
  await store.transact(change, (tx) =>
    putCodeVersion(tx, books, { key, version: version.trim(), from: day, label, source: source.trim(), codes: rows }),
  );
  say(`已发布 ${label} ${version.trim()}，${rows.length} 个代码，自 ${day} 起生效`);
  for (const line of differences(openOn(before && heldOn(before, day), day), openOn({ codes: rows }, day))) say(line);
}

async function remove(store: Store, district: string, key: string, version: string): Promise<void> {
  const change = { district, actor: viewer.account, action: 'codes.remove', subject: key };
  await store.transact(change, (tx) => removeCodeVersion(tx, books, key, version));
  say(`已撤回 ${key} ${version}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
