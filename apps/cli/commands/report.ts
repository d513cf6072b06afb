import { buffer } from 'node:stream/consumers';
import { defineFaults, isId } from '@quantu/base';
import { isFictional } from '@quantu/people';
import { DocumentWorkers, download, listDocuments } from '@quantu/product-documents/server';
import type { Store } from '@quantu/store';
import { parse, say, UsageError, type Command } from '../command.ts';
import { pastDay } from '../day.ts';
import { writeOutput } from '../output.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const reportFault = defineFaults({
  'cli.no-document': { status: 404, text: '没有编号或文号为 {id} 的公文，请用 quantu documents 查看' },
});
const FORMATS = ['docx', 'pdf', 'json', 'xlsx', 'original'] as const;

export const report: Command = {
  usage:
    'report 编号或文号 [--docx 输出] [--pdf 输出] [--out-json 输出] [--xlsx 输出] [--original 输出] [--as-of 日期] [--district 代码] [--data 目录]',
  summary: '导出一份公文（含全部更正）：DOCX、PDF、JSON、数字的 XLSX、原件；--as-of 2026-07-10 为那天结束时的',
  async run(args) {
    const { json: _, ...where } = storeOptions;
    const outputs = {
      docx: { type: 'string' },
      pdf: { type: 'string' },
      'out-json': { type: 'string' },
      xlsx: { type: 'string' },
      original: { type: 'string' },
      'as-of': { type: 'string' },
    } as const;
    const { values, positionals } = parse(args, { ...where, ...outputs }, { min: 1, max: 1 });
    const day = pastDay(values['as-of']);
    const wanted = FORMATS.flatMap((format) => {
      const file = values[format === 'json' ? 'out-json' : format];
      return file === undefined ? [] : [{ format, file }];
    });
    if (wanted.length === 0) throw new UsageError('请用 --docx、--pdf、--out-json、--xlsx 或 --original 指定输出文件');
    const workers = new DocumentWorkers();
    try {
      await withStore(values, async (store) => {
        const code = await chosenDistrict(store, values);
        const name = (await store.districts()).find((one) => one.code === code)?.name ?? '';
        const id = await documentId(store, code, positionals[0]!);
        for (const { format, file } of wanted) {
          const { bytes } = await download(store, workers, { code, isFictional: isFictional(name) }, id, format, day);
          await writeOutput(file, bytes instanceof Uint8Array ? bytes : await buffer(bytes));
          say(`已写入 ${file}`);
        }
      });
    } finally {
      await workers.close();
    }
  },
};

async function documentId(store: Store, district: string, wanted: string): Promise<string> {
  if (isId(wanted)) return wanted;
  const { data } = await listDocuments(store.read(district), { text: wanted, page: 1, size: 200 });
  const found = data.find(({ number }) => number === wanted);
  if (!found) throw reportFault('cli.no-document', { id: wanted });
  return found.id;
}
