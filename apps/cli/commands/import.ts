import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '@quantu/base';
import { importFile, rejectedReasons, TableWorkers } from '@quantu/product-registers/server';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { removeEmpty, writeOutput } from '../output.ts';
import { progressBar } from '../progress.ts';
import { registerCalled } from '../registers.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const SHOWN = 20;

export const importCommand: Command = {
  usage:
    'import 文件 --register 台账 [--sheet 表名] [--dry-run] [--errors 文件] [--district 代码] [--data 目录] [--json]',
  summary:
    '把 xlsx、xls、csv、geojson 导入台账：按业务主键新增或更新，同一文件再导一次没有变化；--dry-run 只核对不写入',
  async run(args) {
    const { values, positionals } = parse(
      args,
      {
        ...storeOptions,
        register: { type: 'string' },
        sheet: { type: 'string' },
        'dry-run': { type: 'boolean' },
        errors: { type: 'string' },
      },
      { min: 1, max: 1 },
    );
    if (values.register === undefined) throw new UsageError('请用 --register 指定台账');
    const register = registerCalled(books, values.register);
    const file = positionals[0]!;
    await readable(file);
    if (values.errors !== undefined) await writeOutput(values.errors, new Uint8Array());
    const workers = new TableWorkers();
    const bar = progressBar();
    try {
      return await withStore(values, async (store) => {
        const district = await chosenDistrict(store, values);
        const desk = { store, district, books, register, viewer: programViewer('command-line'), workers };
        const isDryRun = values['dry-run'] === true;
        const wish = {
          path: file,
          fileName: path.basename(file),
          sheet: values.sheet,
          isDryRun,
          errors: values.errors,
        };
        const run = await importFile(desk, wish, { onProgress: (fraction, text) => bar.show(fraction, text) });
        bar.end();
        const reasons = await rejectedReasons(desk, run, values.json === true ? 1000 : SHOWN);
        const { counts, file_name: name, notes } = run;
        if (values.json)
          printJson({ register: register.name, file: name, isDryRun, ...counts, notes, rejectedRows: reasons });
        else tell(counts, notes, reasons, isDryRun);
        return counts.rejected > 0 ? 1 : 0;
      });
    } finally {
      bar.end();
      await workers.close();
      if (values.errors !== undefined) await removeEmpty(values.errors);
    }
  },
};

interface Counts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly skipped: number;
}

function tell(counts: Counts, notes: readonly string[], reasons: readonly string[], isDryRun: boolean): void {
  for (const note of notes) process.stderr.write(`${note}\n`);
  say(
    `${isDryRun ? '试运行（没有写入）' : '已写入'}：新增 ${counts.new}，修改 ${counts.changed}，不变 ${counts.unchanged}，退回 ${counts.rejected}，跳过（合计、说明等） ${counts.skipped}`,
  );
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  if (counts.rejected > reasons.length) process.stderr.write(`另有 ${counts.rejected - reasons.length} 行被退回\n`);
}

/** Says what is wrong with a file before a database is started for it. */
async function readable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) await readInput(file);
  await access(file).catch(() => readInput(file));
  if (found?.size === 0) throw new Fault('table.empty', 422, `文件“${path.basename(file)}”是空的，请检查`, {});
}
