import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { exportFor } from '@quantu/product-registers/server';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { pastDay } from '../day.ts';
import { writeOutput } from '../output.ts';
import { registerCalled } from '../registers.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const FORMATS = ['xlsx', 'csv', 'geojson'] as const;

export const exportCommand: Command = {
  usage:
    'export --register 台账 --as xlsx|csv|geojson 文件 [--as-of 日期] [--filter 条件] [--text 词] [--district 代码] [--data 目录] [--json]',
  summary: '把台账导出为文件；--as-of 2026-07-10 为那天结束时的，--filter 同列表网址里的 filter：[["字段","is","值"]]',
  async run(args) {
    const { values, positionals } = parse(
      args,
      {
        ...storeOptions,
        register: { type: 'string' },
        as: { type: 'string' },
        'as-of': { type: 'string' },
        filter: { type: 'string' },
        text: { type: 'string' },
      },
      { min: 1, max: 1 },
    );
    if (values.register === undefined) throw new UsageError('请用 --register 指定台账');
    const format = FORMATS.find((one) => one === values.as);
    if (format === undefined) throw new UsageError('--as 后面是 xlsx、csv 或 geojson');
    const register = registerCalled(books, values.register);
    const asOf = pastDay(values['as-of']);
    const out = positionals[0]!;
    await writeOutput(out, new Uint8Array());
    await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      const words = { filter: values.filter, text: values.text, asOf };
      const { bytes } = await exportFor(store, books, district, register, programViewer('command-line'), format, words);
      if (bytes instanceof Uint8Array) await writeOutput(out, bytes);
      else await pipeline(bytes, createWriteStream(out));
    });
    if (values.json) printJson({ register: register.name, as: format, file: out });
    else say(`已导出：${out}`);
  },
};
