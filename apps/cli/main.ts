import { Fault } from '@quantu/base';
import { say, UsageError, type Command } from './command.ts';

/** Loaded one at a time: `quantu read` must not wait for a database driver. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/serve.ts')).start,
  serve: async () => (await import('./commands/serve.ts')).serve,
  read: async () => (await import('./commands/read.ts')).read,
  typeset: async () => (await import('./commands/typeset.ts')).typeset,
  documents: async () => (await import('./commands/documents.ts')).documents,
  add: async () => (await import('./commands/documents.ts')).add,
  figures: async () => (await import('./commands/figures.ts')).figures,
  figure: async () => (await import('./commands/figures.ts')).figure,
  report: async () => (await import('./commands/report.ts')).report,
  verify: async () => (await import('./commands/verify.ts')).verify,
  'check-site': async () => (await import('./commands/check-site.ts')).checkSiteCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  overlay: async () => (await import('./commands/overlay.ts')).overlay,
  'overlay-rules': async () => (await import('./commands/overlay-rules.ts')).overlayRules,
  map: async () => (await import('./commands/map.ts')).map,
  basemap: async () => (await import('./commands/basemap.ts')).basemap,
  opinion: async () => (await import('./commands/opinion.ts')).opinion,
  permissions: async () => (await import('./commands/permissions.ts')).permissions,
  user: async () => (await import('./commands/user.ts')).user,
  register: async () => (await import('./commands/register.ts')).register,
  codes: async () => (await import('./commands/codes.ts')).codes,
  district: async () => (await import('./commands/district.ts')).district,
  demo: async () => (await import('./commands/demo.ts')).demo,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/backup.ts')).restore,
  upgrade: async () => (await import('./commands/upgrade.ts')).upgrade,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  bench: async () => (await import('./commands/bench.ts')).bench,
};

/** Runs one command line; resolves with the exit code: 0 done, 1 fault or finding, 2 usage. */
export async function main(args: string[]): Promise<number> {
  // Whoever reads may stop reading: `quantu codes list | head -1`.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
  const [name = 'help', ...rest] = args;
  if (['help', '--help', '-h'].includes(name)) return help();
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(`没有“${name}”这个命令。运行 quantu help 查看全部命令。\n`);
    return 2;
  }
  let command: Command | null = null;
  try {
    // A declaration of the house that is wrong is told while its command is loaded.
    command = await load();
    return await run(command, rest);
  } catch (error) {
    return report(error, command);
  }
}

async function run(command: Command, rest: string[]): Promise<number> {
  if (rest.some((arg) => arg === '--help' || arg === '-h')) {
    say(`用法：quantu ${command.usage}\n${command.summary}`);
    return 0;
  }
  return (await command.run(rest)) ?? 0;
}

function report(error: unknown, command: Command | null): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}。用法：quantu ${command?.usage ?? 'help'}\n`);
    return 2;
  }
  if (error instanceof Fault) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  // Only we can cause this: the sentence for the person, the trace for whoever mends it.
  process.stderr.write(`程序内部出错：${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env.QUANTU_TRACE && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  else process.stderr.write('设置 QUANTU_TRACE=1 再运行一次可看到详情。\n');
  return 1;
}

async function help(): Promise<number> {
  say('泉图 quantu：报告里的每个数字都是数据库里的事实\n');
  for (const load of Object.values(commands)) {
    const command = await load();
    say(`  quantu ${command.usage}\n      ${command.summary}`);
  }
  say('\n退出码：0 完成，1 有问题（说一句话），2 用法不对。');
  return 0;
}
