import { createDistrict } from '@quantu/people/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { storeOptions, withStore } from '../store.ts';

export const district: Command = {
  usage: 'district list | add 代码 名称 [--data 目录] [--json]',
  summary: '区县：列出，或按行政区划代码新增（如 350505 泉港区）',
  async run(args) {
    const { values, positionals } = parse(
      args,
      { data: storeOptions.data, json: storeOptions.json },
      { min: 1, max: 3 },
    );
    const [verb, code, name] = positionals;
    if (verb === 'list') {
      const districts = await withStore(values, (store) => store.districts());
      if (values.json) printJson(districts);
      else for (const one of districts) say(`${one.code} ${one.name}`);
      return;
    }
    if (verb !== 'add' || code === undefined || name === undefined) throw new UsageError('应为 list 或 add 代码 名称');
    const made = await withStore(values, (store) => createDistrict(store, 'command-line', { code, name }));
    say(`已新增 ${made.code} ${made.name}`);
  },
};
