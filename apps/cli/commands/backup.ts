import { openStore } from '@quantu/store';
import { parse, printJson, say, type Command } from '../command.ts';
import { storeOptions, whereabouts, withStore } from '../store.ts';

const OPTIONS = { data: storeOptions.data, json: storeOptions.json };

export const backup: Command = {
  usage: 'backup 输出文件 [--data 目录] [--json]',
  summary: '把全部数据和文件写成一个可移植的备份；服务运行时也可以做',
  async run(args) {
    const { values, positionals } = parse(args, OPTIONS, { min: 1, max: 1 });
    const made = await withStore(values, (store) => store.backup(positionals[0]!));
    if (values.json) printJson(made);
    else {
      say(
        `备份已写入 ${positionals[0]}：${Object.entries(made)
          .map(([key, value]) => `${key} ${String(value)}`)
          .join('，')}`,
      );
      say('数据目录里的密钥文件 secrets.key 不在备份里，请另存一份；恢复到别处时把它放进新的数据目录');
    }
  },
};

export const restore: Command = {
  usage: 'restore 备份文件 [--data 目录]',
  summary: '把备份恢复到一个空的数据目录或 DATABASE_URL 指定的空数据库；要么全部恢复，要么不动',
  async run(args) {
    const { values, positionals } = parse(args, OPTIONS, { min: 1, max: 1 });
    const store = await openStore(whereabouts(values));
    try {
      await store.restore(positionals[0]!);
    } finally {
      await store.close();
    }
    say('已恢复，操作留痕校验通过');
  },
};
