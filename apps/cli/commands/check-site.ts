import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { defineFaults } from '@quantu/base';
import { OUTCOME_LABELS, VERDICT_LABELS, type SiteResult } from '@quantu/plans';
import { checkSite, readSite } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const checkFault = defineFaults({
  'cli.no-site-file': { status: 404, text: '没有文件 {file}，或者不能读' },
});

/** 合规性审查 of a site in a file; nothing is kept. */
export const checkSiteCommand: Command = {
  usage:
    'check-site 文件 --use 0701 [--crs 坐标系] [--layer 图层] [--as-of 日期] [--district 代码] [--data 目录] [--json]',
  summary:
    '合规性审查：文件里的范围（GeoJSON、坐标 TXT、Shapefile 等）按十步对照各图层现行版本，只看不留存；不合规或无法判定时退出码为 1',
  async run(args) {
    const options = {
      ...storeOptions,
      use: { type: 'string' },
      crs: { type: 'string' },
      layer: { type: 'string' },
      'as-of': { type: 'string' },
    } as const;
    const { values, positionals } = parse(args, options, { min: 1, max: 1 });
    const [file = ''] = positionals;
    const { use, 'as-of': asOf } = values;
    if (use === undefined) throw new UsageError('缺少 --use 拟用途代码');
    const isThere = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isThere) throw checkFault('cli.no-site-file', { file });
    const result = await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      const upload = { name: basename(file), bytes: createReadStream(file) };
      const db = store.read(district);
      const { site, name } = await readSite(db, upload, { crs: values.crs, layer: values.layer });
      const desk = { store, books, district, db, viewer: programViewer('system'), seesDrafts: false };
      return checkSite(desk, '命令行', { name, use, site, ...(asOf === undefined ? {} : { asOf }) });
    });
    if (values.json) printJson(result);
    else sayResult(result);
    return result.verdict === 'pass' || result.verdict === 'conditional' ? 0 : 1;
  },
};

function sayResult({ name, useLabel, areaM2, verdict, summary, steps }: SiteResult): void {
  say(`${VERDICT_LABELS[verdict]}　${name}　${useLabel}　${areaM2.toFixed(2)} 平方米`);
  say(summary);
  for (const { number, title, outcome, sentence, parts } of steps) {
    say([`${number} ${title}`, OUTCOME_LABELS[outcome], sentence].join('\t'));
    for (const { roleLabel, hits } of parts.filter((part) => part.outcome !== 'pass')) {
      for (const hit of hits.slice(0, 10)) say(`\t${roleLabel}\t${hit.name}\t${hit.areaM2.toFixed(2)} 平方米`);
    }
  }
}
