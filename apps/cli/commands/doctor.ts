import { parse, printJson, say, type Command } from '../command.ts';
import { storeOptions, withStore } from '../store.ts';

export const doctor: Command = {
  usage: 'doctor [--data 目录] [--json]',
  summary: '自检：数据库、版本、留痕链、文件、任务、磁盘；有问题时退出码为 1',
  async run(args) {
    const { values } = parse(args, { data: storeOptions.data, json: storeOptions.json });
    const checks = await withStore(values, (store) => store.doctor());
    if (values.json) printJson(checks);
    else for (const { ok, text } of checks) say(`${ok ? '●' : '■'} ${text}`);
    return checks.every(({ ok }) => ok) ? 0 : 1;
  },
};
