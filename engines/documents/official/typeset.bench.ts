import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { typesetDocx } from './docx.server.ts';
import { loadFonts } from './fonts.server.ts';
import { goldenDocument } from './golden.ts';
import { printMarkup } from './markup.ts';
import type { OfficialDocument } from './model.ts';
import { typesetPdf } from './pdf.server.ts';
import { printedPages, type PrintedLine } from './printed.ts';
import { faces } from './word/styles.ts';

const run = promisify(execFile);

/** A report of about 4,000 characters in the made-up document's words; `seed` changes a word in every paragraph. */
function report(seed: number): OfficialDocument {
  const doc = goldenDocument('long');
  const body = doc.body.filter((block) => block.kind !== 'table');
  const inlines = [{ kind: 'text' as const, text: `第${seed}次汇总。` }];
  const { annexes: _, ...rest } = doc;
  return { ...rest, body: [1, 2, 3, 4].flatMap(() => [...body, { kind: 'paragraph' as const, inlines }]) };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

async function coldAndWarm(
  set: (doc: OfficialDocument) => Promise<Uint8Array>,
): Promise<{ cold: number; warm: number }> {
  const cold = (await timed(() => set(report(0)))).ms;
  const warm: number[] = [];
  for (let seed = 1; seed <= 9; seed++) warm.push((await timed(() => set(report(seed)))).ms);
  return { cold, warm: median(warm) };
}

/** Times of both typesetters, against LibreOffice converting the same DOCX where it is installed, and where pages end. */
export async function benchTypeset(): Promise<string> {
  const pdf = await coldAndWarm((doc) => typesetPdf(doc));
  const docx = await coldAndWarm(typesetDocx);
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20);
  const rows = [
    `排版（${lengthOf(report(0))} 字的报告，首次 / 之后的中位数；本进程占内存 ${rss} MB）`,
    `  PDF   ${pdf.cold.toFixed(0).padStart(6)} ms / ${pdf.warm.toFixed(0).padStart(4)} ms`,
    `  DOCX  ${docx.cold.toFixed(0).padStart(6)} ms / ${docx.warm.toFixed(0).padStart(4)} ms`,
  ];
  const folder = await mkdtemp(join(tmpdir(), 'quantu-typeset-'));
  try {
    rows.push(...(await againstLibreOffice(folder, pdf)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows.join('\n');
}

const lengthOf = (doc: OfficialDocument): number =>
  printMarkup({ ...doc, title: [] }).replace(/\{figure:[^|]*\||[\s}]/g, '').length;

async function againstLibreOffice(folder: string, pdf: { cold: number; warm: number }): Promise<string[]> {
  const office = await libreOffice();
  if (office === null) return ['  没有安装 LibreOffice，未作比较'];
  const doc = goldenDocument('long');
  const source = join(folder, 'report.docx');
  const config = join(folder, 'fonts.conf');
  await writeFile(config, fontConfig());
  const convert = (): Promise<unknown> =>
    run(
      office,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        source,
      ],
      {
        env: { ...process.env, FONTCONFIG_FILE: config },
        timeout: 120_000,
      },
    );
  await writeFile(source, await typesetDocx(report(0)));
  const cold = (await timed(convert)).ms;
  const warm = (await timed(convert)).ms;
  await writeFile(source, await typesetDocx(doc));
  await convert();
  const theirs = await printedPages(await readFile(join(folder, 'report.pdf')));
  const ours = await printedPages(await typesetPdf(doc));
  return [
    `  LibreOffice 把同一 DOCX 转为 PDF ${cold.toFixed(0)} ms / ${warm.toFixed(0)} ms：本排版快 ${(cold / pdf.cold).toFixed(1)} / ${(warm / pdf.warm).toFixed(0)} 倍`,
    ...pageEnds(ours, theirs),
  ];
}

async function libreOffice(): Promise<string | null> {
  for (const name of ['soffice', 'libreoffice']) {
    const found = await run(name, ['--version'], { timeout: 30_000 }).then(
      () => true,
      () => false,
    );
    if (found) return name;
  }
  return null;
}

/** Makes the fonts of the PDF known to LibreOffice under the names the DOCX asks for. */
function fontConfig(): string {
  const fonts = loadFonts();
  const family = { ...fonts.families, title: ['Noto Serif SC Black'] };
  const alias = (from: string, to: string): string =>
    `<match target="pattern"><test name="family"><string>${from}</string></test>` +
    `<edit name="family" mode="assign" binding="strong"><string>${to}</string></edit></match>`;
  return (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
    fonts.directories.map((directory) => `<dir>${directory}</dir>`).join('') +
    (['fang', 'kai', 'hei', 'title', 'song'] as const)
      .map((role) => alias(faces[role].name, family[role][0]!))
      .join('') +
    alias('Times New Roman', family.latin[0]!) +
    '</fontconfig>'
  );
}

/** By how many full lines a page of theirs ends before or behind ours. */
function pageEnds(ours: PrintedLine[][], theirs: PrintedLine[][]): string[] {
  const ends = (pages: PrintedLine[][]): number[] => {
    let sum = 0;
    return pages.map((page) => (sum += bodyLength(page)));
  };
  const [a, b] = [ends(ours), ends(theirs)];
  const pages = Math.max(a.length, b.length);
  const lines = Array.from({ length: pages }, (_, at) =>
    (((b[at] ?? b.at(-1)!) - (a[at] ?? a.at(-1)!)) / 28).toFixed(1),
  );
  return [
    `  版面：PDF ${ours.length} 页，DOCX 经 LibreOffice ${theirs.length} 页；各页末相差（行）：${lines.join(' ')}`,
  ];
}

const bodyLength = (page: PrintedLine[]): number =>
  page
    .map((line) => line.text.replace(/\s/g, ''))
    .filter((text) => !/^—\d+—$|^虚构示例$/.test(text))
    .join('').length;
