import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dayInChina, defineFaults, instantOf } from '@quantu/base';
import type { Register } from '@quantu/registers';
import { migrationFor, migrationName } from '@quantu/registers/server';
import { books, rooms } from '@quantu/server';
import { openStore, type ReadDb } from '@quantu/store';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';

const registerFault = defineFaults({
  'cli.unknown-register': { status: 404, text: '没有名为 {key} 的台账，现有：{keys}' },
  'cli.no-declaration': { status: 404, text: '在源代码里没有找到 defineRegister({key} …)，请手工保存上面的迁移' },
});

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const register: Command = {
  usage: 'register list [--json] | migration 台账 [--write]',
  summary: '台账：列出已声明的；按声明生成建表或改表的迁移（SQL），--write 存进声明所在目录的 migrations/',
  async run(args) {
    const { values, positionals } = parse(
      args,
      { json: { type: 'boolean' }, write: { type: 'boolean' } },
      { min: 1, max: 2 },
    );
    const [verb, key] = positionals;
    if (verb === 'list' && key === undefined) return list(values.json === true);
    if (verb !== 'migration' || key === undefined) throw new UsageError('应为 list 或 migration 台账');
    return migrate(registerOf(key), values.write === true);
  },
};

function list(isJson: boolean): void {
  const rows = books.registers.all.map(({ name, label, fields, states }) => ({
    key: name,
    label,
    fields: Object.keys(fields).length,
    states: Object.keys(states?.states ?? {}).length,
  }));
  if (isJson) return printJson(rows);
  for (const { key, label, fields, states } of rows) {
    say([key, label, `${fields} 个字段`, ...(states > 0 ? [`${states} 个状态`] : [])].join('\t'));
  }
}

function registerOf(key: string): Register {
  const found = books.registers.get(key);
  if (found) return found;
  throw registerFault('cli.unknown-register', { key, keys: books.registers.all.map(({ name }) => name).join('、') });
}

async function migrate(register: Register, isWritten: boolean): Promise<number> {
  const text = await onScratch((db) => migrationFor(db, register));
  if (text === null) {
    say(`${register.label}（${register.name}）的表与声明一致，不需要迁移。`);
    return 0;
  }
  say(text);
  if (!isWritten) {
    say('确认无误后加 --write 保存为迁移文件。');
    return 0;
  }
  const declared = await declaringFile(register.name);
  if (declared === null) throw registerFault('cli.no-declaration', { key: register.name });
  const folder = join(dirname(declared), 'migrations');
  await mkdir(folder, { recursive: true });
  const present = (await readdir(folder)).map((name) => name.replace(/\.sql$/, ''));
  const file = join(folder, `${migrationName(register, dayInChina(instantOf(new Date())), present)}.sql`);
  await writeFile(file, text, { flag: 'wx' });
  say(`已保存 ${relative(process.cwd(), file)}，下次启动时执行。`);
  if (present.length === 0) {
    say('这是该目录的第一个迁移：请让房间用 sqlMigrations 读取它，写法见 docs/registers.md。');
  }
  return 0;
}

/** Asks a database on which the migrations of all rooms ran, made for this and removed after it. */
async function onScratch<T>(work: (db: ReadDb) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-scratch-'));
  await chmod(dataDir, 0o755); // the database runs as a user of its own when we are root
  try {
    const store = await openStore({ dataDir, rooms });
    try {
      await store.createDistrict('000000', '草稿');
      return await work(store.read('000000'));
    } finally {
      await store.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The source file that declares a register. */
async function declaringFile(key: string): Promise<string | null> {
  const declares = new RegExp(`defineRegister\\(\\s*['"\`]${key}['"\`]`);
  for (const floor of ['product', 'engines', 'apps']) {
    for (const name of await readdir(join(ROOT, floor), { recursive: true })) {
      if (!/\.ts$/.test(name) || /\.(test|testing|bench)\.ts$|node_modules|dist/.test(name)) continue;
      const file = join(ROOT, floor, name);
      if (declares.test(await readFile(file, 'utf8'))) return file;
    }
  }
  return null;
}
