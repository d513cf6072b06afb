import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { defineFaults, Fault } from '@quantu/base';
import { EXPORT_FORMATS, PROBLEM_FORMATS } from '@quantu/plans';
import { exportLayer, importSpatialFile, listLayers, problemsFile, SpatialWorkers } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import { admitSize } from '@quantu/spatial-files/server';
import type { Store } from '@quantu/store';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { removeEmpty, writeOutput } from '../output.ts';
import { progressBar } from '../progress.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const mapFault = defineFaults({
  'cli.no-map-layer': { status: 404, text: '没有标识为“{code}”的图层，现有：{codes}' },
});

const OPTIONS = {
  ...storeOptions,
  district: { type: 'string', short: 'd' },
  layer: { type: 'string' },
  part: { type: 'string' },
  crs: { type: 'string' },
  publish: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  errors: { type: 'string' },
  as: { type: 'string' },
  version: { type: 'string' },
} as const;
type Values = ReturnType<typeof parse<typeof OPTIONS>>['values'];

export const map: Command = {
  usage:
    'map import 文件 --layer 标识 [--part 文件里的图层] [--crs EPSG:4549] [--publish] [--dry-run] [--errors 清单.xlsx|.geojson] | layers | export 文件.zip --layer 标识 [--as shapefile] [--crs EPSG:4490] [--version 版本] [-d 区划代码] [--data 目录] [--json]',
  summary:
    '一张图：导入空间数据为草稿版本（--publish 立即发布，--dry-run 只核对，--errors 写出退回、修复和有疑问的要素）、列出图层、导出图层；旧坐标系写成 "EPSG:2363 +towgs84=七参数"',
  async run(args) {
    const { values, positionals } = parse(args, OPTIONS, { min: 1, max: 2 });
    const [verb, file] = positionals;
    if (verb === 'layers' && file === undefined) return layers(values);
    if (file === undefined || (verb !== 'import' && verb !== 'export')) {
      throw new UsageError('应为 import 文件、layers 或 export 文件');
    }
    if (values.layer === undefined) throw new UsageError('请用 --layer 指定图层标识');
    return verb === 'import' ? bringIn(file, values.layer, values) : takeOut(file, values.layer, values);
  },
};

async function layers(values: Values): Promise<void> {
  await withStore(values, async (store) => {
    const list = await listLayers(store.read(await chosenDistrict(store, values)));
    if (values.json) return printJson(list);
    for (const { code, name, version, draft, features, areaM2 } of list) {
      const standing = version === null ? '未发布' : `第 ${version} 版`;
      const more = draft === null ? '' : `草稿第 ${draft} 版`;
      say([code, name, standing, `${features ?? 0} 个要素`, `${areaM2 ?? 0} 平方米`, more].join('\t').trimEnd());
    }
  });
}

async function bringIn(file: string, code: string, values: Values): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) await readInput(file);
  admitSize(file, found?.size ?? 0);
  const { errors } = values;
  const problemFormat = errors === undefined ? null : problemFormatOf(errors);
  if (errors !== undefined) await writeOutput(errors, new Uint8Array());
  const workers = new SpatialWorkers();
  const bar = progressBar();
  try {
    return await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      const desk = { store, district, books, account: 'command-line', workers };
      const isDryRun = values['dry-run'] === true;
      const { crs, part: layer } = values;
      const wish = {
        path: file,
        fileName: path.basename(file),
        code,
        layer,
        crs,
        isDryRun,
        isPublished: values.publish === true,
      };
      const run = await importSpatialFile(desk, wish, { onProgress: (fraction, text) => bar.show(fraction, text) });
      bar.end();
      if (errors !== undefined && problemFormat !== null) await problemsTo(errors, problemFormat, desk, run);
      tell(run, isDryRun, values);
      return run.counts.rejected > 0 ? 1 : 0;
    });
  } finally {
    bar.end();
    await workers.close();
    if (errors !== undefined) await removeEmpty(errors);
  }
}

function problemFormatOf(file: string): (typeof PROBLEM_FORMATS)[number] {
  const extension = path.extname(file).slice(1).toLowerCase();
  const format = PROBLEM_FORMATS.find((one) => one === extension);
  if (format === undefined) throw new UsageError('--errors 后面是以 .xlsx 或 .geojson 结尾的文件');
  return format;
}

/** Where nothing is to be told no file is left. */
async function problemsTo(
  file: string,
  format: (typeof PROBLEM_FORMATS)[number],
  desk: Parameters<typeof problemsFile>[0],
  run: Run,
): Promise<void> {
  const answer = await problemsFile(desk, run, format).catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'map-import.no-problems') return null;
    throw error;
  });
  if (answer && !(answer.bytes instanceof Uint8Array)) await pipeline(answer.bytes, createWriteStream(file));
}

type Run = Awaited<ReturnType<typeof importSpatialFile>>;

function tell({ counts, layers: all, notes, state, file_name: file }: Run, isDryRun: boolean, values: Values): void {
  const used = all.filter(({ isUsed }) => isUsed);
  const version = used.find((layer) => layer.version !== null)?.version?.number ?? null;
  const findings = used.flatMap((layer) => layer.findings);
  if (values.json) return printJson({ file, isDryRun, ...counts, version, findings, notes });
  for (const text of [...notes, ...findings.map((one) => one.text)]) process.stderr.write(`${text}\n`);
  const done = state === 'written' ? `已写成第 ${version} 版${values.publish ? '并发布' : '（草稿）'}` : '';
  const how = isDryRun ? '试运行（没有写入）' : done || '与现行版本完全相同，没有写入新版本';
  say(
    `${how}：新增 ${counts.new}，改变 ${counts.changed}，不变 ${counts.unchanged}，删去 ${counts.removed}，退回 ${counts.rejected}`,
  );
}

async function takeOut(file: string, code: string, values: Values): Promise<void> {
  const format = EXPORT_FORMATS.find((one) => one === (values.as ?? 'shapefile'));
  if (format === undefined) throw new UsageError(`--as 后面是 ${EXPORT_FORMATS.join('、')} 之一`);
  const version = values.version === undefined ? undefined : Number(values.version);
  if (version !== undefined && !(Number.isInteger(version) && version > 0))
    throw new UsageError('--version 后面是版本号');
  await writeOutput(file, new Uint8Array());
  await withStore(values, async (store) => {
    const district = await chosenDistrict(store, values);
    const id = await layerCalled(store, district, code);
    const db = store.read(district);
    const desk = { store, books, district, db, viewer: programViewer('command-line'), seesDrafts: true };
    const { crs } = values;
    const how = { format, ...(crs === undefined ? {} : { crs }), ...(version === undefined ? {} : { version }) };
    const { bytes } = await exportLayer(desk, id, how);
    if (bytes instanceof Uint8Array) await writeOutput(file, bytes);
    else await pipeline(bytes, createWriteStream(file));
    if (values.json) printJson({ layer: code, file, format });
    else say(`已导出 ${file}`);
  });
}

async function layerCalled(store: Store, district: string, code: string): Promise<string> {
  const list = await listLayers(store.read(district));
  const found = list.find((layer) => layer.code === code);
  if (!found) throw mapFault('cli.no-map-layer', { code, codes: list.map((one) => one.code).join('、') || '（没有）' });
  return found.id;
}
