import path from 'node:path';
import { plansFollower } from '@quantu/plans/server';
import { listDocuments, loadDocument } from '@quantu/product-documents/server';
import { books } from '@quantu/server';
import { parse, printJson, say, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

export const documents: Command = {
  usage: 'documents [--district 代码] [--data 目录] [--json]',
  summary: '列出已收到的公文',
  async run(args) {
    const { values } = parse(args, storeOptions);
    const { data } = await withStore(values, async (store) =>
      listDocuments(store.read(await chosenDistrict(store, values)), { page: 1, size: 200 }),
    );
    if (values.json) return printJson(data);
    for (const { id, number, title, state } of data) say([id, number ?? '', title, state].join('\t'));
  },
};

export const add: Command = {
  usage: 'add 文件… [--accept] [--district 代码] [--data 目录] [--json]',
  summary: '把公文读入系统；--accept 同时入库（意见、举措、规划、项目、数字、承诺）',
  async run(args) {
    const { values, positionals } = parse(
      args,
      { ...storeOptions, accept: { type: 'boolean' } },
      { min: 1, max: 1000 },
    );
    await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      const follow = plansFollower(books);
      for (const file of positionals) {
        const wish = {
          name: path.basename(file),
          bytes: await readInput(file),
          accept: values.accept === true,
          follow,
        };
        const { id, number, title, state } = await loadDocument(store, district, 'command-line', wish);
        if (values.json) printJson({ id, number, title, state });
        else say([id, number ?? '', title, state].join('\t'));
      }
    });
  },
};
