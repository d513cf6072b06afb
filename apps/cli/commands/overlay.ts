import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { basename } from 'node:path';
import { conflictKindLabel, groundMatrix, GROUNDS, type AnalysedCell, type Analysis } from '@quantu/plans';
import { overlayOnce, rulesFrom } from '@quantu/plans/server';
import { books } from '@quantu/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { writeOutput } from '../output.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

export const overlay: Command = {
  usage: 'overlay 图层 图层 … [--rules 代号或文件] [--geojson 文件] [--district 代码] [--data 目录] [--json]',
  summary:
    '叠加图层（目录里的标识，GHYD@3 为第 3 版）：面积合计、建设与非建设矩阵、各类冲突；不写入台账；--rules 选规则集（R1@2 为第 2 版）或规则文件；--geojson 写出全部小块',
  async run(args) {
    const { values, positionals } = parse(args, { ...storeOptions, rules: { type: 'string' }, geojson: { type: 'string' } }, { min: 1, max: 30 }); // prettier-ignore
    if (positionals.length < 2) throw new UsageError('只写了一个图层，叠加至少要两个');
    const out = values.geojson;
    if (out !== undefined) await writeOutput(out, new Uint8Array());
    const cells: AnalysedCell[] = [];
    const wish = await rulesOf(values.rules);
    const { layers, rules, analysis } = await withStore(values, async (store) =>
      overlayOnce(store, books, await chosenDistrict(store, values), {
        layers: positionals,
        ...(wish === undefined ? {} : { rules: wish }),
        ...(out === undefined ? {} : { onCell: (cell) => cells.push(cell) }),
      }),
    );
    if (out !== undefined) await writeCells(out, cells);
    const { matrices, kinds, undecided, sums } = analysis;
    const used = layers.map(({ code, name, version }) => ({ code, name, version }));
    if (values.json) printJson({ layers: used, rules: rules.label, sums, kinds, matrices, undecided });
    else {
      say(`规则：${rules.label}${rules.version > 0 ? ` 第 ${rules.version} 版` : ''}`);
      tell(
        analysis,
        used.map(({ name, version }) => `${name}（第 ${version} 版）`),
      );
    }
    return Math.abs(sums.cellsM2 - sums.unionM2) <= 1e-9 * sums.unionM2 ? 0 : 1;
  },
};

const STORED = /^(standard|R\d+)(@\d+)?$/;

/** A rule set that is stored, by its name, or one in a file. */
async function rulesOf(wish: string | undefined): Promise<Parameters<typeof overlayOnce>[3]['rules']> {
  if (wish === undefined || STORED.test(wish)) return wish;
  return { label: basename(wish), body: rulesFrom(new TextDecoder().decode(await readInput(wish)), basename(wish)) };
}

async function writeCells(path: string, cells: readonly AnalysedCell[]): Promise<void> {
  const file = createWriteStream(path);
  file.write('{"type":"FeatureCollection","features":[');
  for (const [at, { geometry, ...properties }] of cells.entries()) {
    const text = JSON.stringify({ type: 'Feature', geometry, properties });
    if (!file.write(`${at === 0 ? '' : ','}\n${text}`)) await once(file, 'drain');
  }
  file.end('\n]}\n');
  await once(file, 'close');
}

const mu = (m2: number): string => `${((m2 * 3) / 2000).toFixed(2)} 亩`;

function tell({ matrices, kinds, undecided, sums }: Analysis, layers: readonly string[]): void {
  say(layers.join(' × '));
  say(`小块 ${sums.cells} 个，合计 ${sums.cellsM2.toFixed(2)} 平方米，合并范围 ${sums.unionM2.toFixed(2)} 平方米`);
  say(`碎小图形 ${sums.slivers} 块，${sums.sliverM2.toFixed(2)} 平方米`);
  for (const pair of new Set(matrices.map(({ a, b }) => `${a},${b}`))) {
    const rows = matrices.filter(({ a, b }) => `${a},${b}` === pair);
    const [a, b] = pair.split(',').map((at) => layers[Number(at)]);
    say(`\n${a} × ${b}`);
    for (const row of groundMatrix(rows)) {
      say([GROUNDS[row.a], GROUNDS[row.b], `${row.patches + row.slivers} 块`, mu(row.areaM2)].join('\t'));
    }
  }
  say('');
  for (const { kind, unjudged, count, areaM2, slivers } of kinds) {
    const found = unjudged ?? `${count} 个\t${mu(areaM2)}\t碎小 ${slivers} 块`;
    say(`${conflictKindLabel(kind)}\t${found}`);
  }
  for (const { layerName, code, features } of undecided)
    say(`待定编码：${layerName} ${code ?? '没有编码'}，${features} 个要素`);
}
