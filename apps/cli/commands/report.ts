import { buffer } from 'node:stream/consumers';
import { defineFaults, isId } from '@quantu/base';
import { isFictional } from '@quantu/people';
import { DocumentWorkers, download, listDocuments } from '@quantu/product-documents/server';
import { bundleOutput, reportNamed, reportOutput, reportText } from '@quantu/reports/server';
import { books } from '@quantu/server';
import type { Store } from '@quantu/store';
import { parse, say, UsageError, type Command } from '../command.ts';
import { pastDay } from '../day.ts';
import { writeOutput } from '../output.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const reportFault = defineFaults({
  'cli.not-written': { status: 422, text: '{id} 不是在这里起草的报告，没有版本和证据包' },
  'cli.no-document': { status: 404, text: '没有编号或文号为 {id} 的公文，请用 quantu documents 查看' },
});
const FORMATS = ['docx', 'pdf', 'json', 'xlsx', 'original'] as const;

export const report: Command = {
  usage:
    'report 编号或文号 [--docx 输出] [--pdf 输出] [--out-json 输出] [--xlsx 输出] [--original 输出] [--bundle 证据包] [--version 版本号] [--as-of 日期] [--district 代码] [--data 目录]',
  summary:
    '导出一份公文：识读的来文含全部更正（DOCX、PDF、JSON、数字的 XLSX、原件；--as-of 2026-07-10 为那天结束时的）；起草的报告按编号（2026-01）、文号或 ID（DOCX、PDF、JSON；--version 为留存的版本），签发的报告还有证据包',
  async run(args) {
    const { json: _, ...where } = storeOptions;
    const outputs = {
      docx: { type: 'string' },
      pdf: { type: 'string' },
      'out-json': { type: 'string' },
      xlsx: { type: 'string' },
      original: { type: 'string' },
      bundle: { type: 'string' },
      version: { type: 'string' },
      'as-of': { type: 'string' },
    } as const;
    const { values, positionals } = parse(args, { ...where, ...outputs }, { min: 1, max: 1 });
    const day = pastDay(values['as-of']);
    const wanted = FORMATS.flatMap((format) => {
      const file = values[format === 'json' ? 'out-json' : format];
      return file === undefined ? [] : [{ format, file }];
    });
    const { bundle, version } = values;
    if (wanted.length === 0 && bundle === undefined) {
      throw new UsageError('请用 --docx、--pdf、--out-json、--xlsx、--original 或 --bundle 指定输出文件');
    }
    if (version !== undefined && !/^[1-9]\d{0,5}$/.test(version)) throw new UsageError('--version 后面应是版本号');
    const workers = new DocumentWorkers();
    try {
      await withStore(values, async (store) => {
        const code = await chosenDistrict(store, values);
        const name = (await store.districts()).find((one) => one.code === code)?.name ?? '';
        const own = await reportNamed(store.read(code), positionals[0]!);
        if (own !== null) {
          const files = wanted.map(({ format, file }) => ({ format: writtenFormat(format), file }));
          await writeReport({ store, workers, code, name }, own, files, { bundle, version: Number(version ?? 0) });
          return;
        }
        if (bundle !== undefined || version !== undefined)
          throw reportFault('cli.not-written', { id: positionals[0]! });
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

type Written = 'docx' | 'pdf' | 'json';

function writtenFormat(format: (typeof FORMATS)[number]): Written {
  if (format === 'xlsx' || format === 'original') throw new UsageError(`起草的报告没有 --${format}`);
  return format;
}

interface Place {
  readonly store: Store;
  readonly workers: DocumentWorkers;
  readonly code: string;
  readonly name: string;
}

async function writeReport(
  { store, workers, code, name }: Place,
  id: string,
  files: readonly { readonly format: Written; readonly file: string }[],
  { bundle, version }: { readonly bundle: string | undefined; readonly version: number },
): Promise<void> {
  const db = store.read(code);
  for (const { format, file } of files) {
    const { bytes } = await reportOutput(workers, await reportText(db, books, id, version), format, name);
    await writeOutput(file, bytes);
    say(`已写入 ${file}`);
  }
  if (bundle === undefined) return;
  await writeOutput(bundle, (await bundleOutput(db, books, workers, id, name, null)).bytes);
  say(`已写入 ${bundle}`);
}

async function documentId(store: Store, district: string, wanted: string): Promise<string> {
  if (isId(wanted)) return wanted;
  const { data } = await listDocuments(store.read(district), { text: wanted, page: 1, size: 200 });
  const found = data.find(({ number }) => number === wanted);
  if (!found) throw reportFault('cli.no-document', { id: wanted });
  return found.id;
}
