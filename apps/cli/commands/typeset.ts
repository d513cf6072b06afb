import path from 'node:path';
import { defineFaults } from '@quantu/base';
import { officialFromReading, parseMarkup, readText, type OfficialDocument } from '@quantu/documents';
import { decodeFile, typesetDocx, typesetPdf } from '@quantu/documents/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { writeOutput } from '../output.ts';

const typesetFault = defineFaults({
  'cli.not-a-model': { status: 422, text: '{path} 不是公文模型：{reason}' },
});

export const typeset: Command = {
  usage: 'typeset 文件 [--docx 输出] [--pdf 输出] [--fonts 字体目录] [--json]',
  summary: '按 GB/T 9704-2012 排版：文件可以是公文模型（.json）、轻标记（以 --- 开头）或一份公文（txt、docx、pdf）',
  async run(args) {
    const options = {
      docx: { type: 'string' },
      pdf: { type: 'string' },
      fonts: { type: 'string' },
      json: { type: 'boolean' },
    } as const;
    const { values, positionals } = parse(args, options, { min: 1, max: 1 });
    if (!values.docx && !values.pdf && !values.json) throw new UsageError('请用 --docx 或 --pdf 指定输出文件');
    const model = await loadModel(positionals[0]!);
    const onNote = (note: string) => void process.stderr.write(`${note}\n`);
    if (values.docx) await put(values.docx, await typesetDocx(model));
    if (values.pdf)
      await put(values.pdf, await typesetPdf(model, { onNote, ...(values.fonts ? { fontsDir: values.fonts } : {}) }));
    if (values.json) printJson(model);
  },
};

async function put(file: string, bytes: Uint8Array): Promise<void> {
  await writeOutput(file, bytes);
  say(`已写入 ${file}（${bytes.length} 字节）`);
}

async function loadModel(file: string): Promise<OfficialDocument> {
  const bytes = await readInput(file);
  if (path.extname(file).toLowerCase() === '.json') return parseModel(file, new TextDecoder().decode(bytes));
  const source = await decodeFile(bytes, path.basename(file));
  if (source.format === 'txt' && source.text.trimStart().startsWith('---')) return parseMarkup(source.text);
  return officialFromReading(readText(source.text));
}

function parseModel(file: string, text: string): OfficialDocument {
  let model: unknown;
  try {
    model = JSON.parse(text);
  } catch {
    throw typesetFault('cli.not-a-model', { path: file, reason: '不是 JSON' });
  }
  if (typeof model !== 'object' || model === null || !('body' in model) || !Array.isArray(model.body)) {
    throw typesetFault('cli.not-a-model', { path: file, reason: '缺少 body 数组' });
  }
  return { redHead: null, title: [], ...model, body: model.body };
}
