import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { defineFaults } from '@quantu/base';
import { OUTCOME_LABELS, VERDICT_LABELS, type SiteResult, type SiteWish } from '@quantu/plans';
import { checkSite, readSite } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const checkFault = defineFaults({
  'cli.no-site-file': { status: 404, text: '没有文件 {file}，或者不能读' },
});

const CONTROLS = ['far', 'density', 'green', 'height'] as const;
const OPTIONS = {
  ...storeOptions,
  name: { type: 'string' },
  use: { type: 'string' },
  crs: { type: 'string' },
  layer: { type: 'string' },
  'as-of': { type: 'string' },
  far: { type: 'string' },
  density: { type: 'string' },
  green: { type: 'string' },
  height: { type: 'string' },
  'red-line-exception': { type: 'string' },
  'boundary-exception': { type: 'string' },
  'not-concerned': { type: 'string', multiple: true },
} as const;
type Values = ReturnType<typeof parse<typeof OPTIONS>>['values'];

/** 合规性审查 of a site in a file; nothing is kept. */
export const checkSiteCommand: Command = {
  usage:
    'check-site 文件 --use 0701 [--name 项目] [--crs 坐标系] [--layer 图层] [--far 容积率] [--density 密度] [--green 绿地率] [--height 高度] [--red-line-exception 情形] [--boundary-exception 情形] [--not-concerned 作用=理由] [--as-of 日期] [--district 代码] [--data 目录] [--json]',
  summary:
    '合规性审查：文件里的范围（GeoJSON、WKT、坐标 TXT、Shapefile 等）按十步对照各图层现行版本，只看不留存；不合规或无法判定时退出码为 1',
  async run(args) {
    const { values, positionals } = parse(args, OPTIONS, { min: 1, max: 1 });
    const [file = ''] = positionals;
    const asked = wishOf(values);
    const isThere = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isThere) throw checkFault('cli.no-site-file', { file });
    const result = await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      const upload = { name: basename(file), bytes: createReadStream(file) };
      const db = store.read(district);
      const read = await readSite(db, upload, { crs: values.crs, layer: values.layer });
      for (const note of read.notes) process.stderr.write(`${note}\n`);
      const desk = { store, books, district, db, viewer: programViewer('system'), seesDrafts: false };
      const origin = `文件 ${basename(file).slice(-120)}（${read.crs.name}）`;
      return checkSite(desk, '命令行', { name: read.name, ...asked, site: read.site, origin });
    });
    if (values.json) printJson(result);
    else sayResult(result);
    return result.verdict === 'pass' || result.verdict === 'conditional' ? 0 : 1;
  },
};

/** What is asked about the site, as it was typed. */
function wishOf(values: Values): Omit<SiteWish, 'site'> {
  const { name, use, 'as-of': asOf } = values;
  if (use === undefined) throw new UsageError('缺少 --use 拟用途代码');
  const controls = Object.fromEntries(
    CONTROLS.flatMap((key) => (values[key] === undefined ? [] : [[key, numberOf(key, values[key])] as const])),
  );
  const redLineException = values['red-line-exception'];
  const boundaryException = values['boundary-exception'];
  const notConcerned = (values['not-concerned'] ?? []).map((text) => {
    const [role = '', reason = ''] = text.split(/=(.*)/s).map((part) => part.trim());
    if (role === '' || reason === '') throw new UsageError(`--not-concerned 要写成 作用=理由，如 coast=内陆区，不临海`);
    return { role, reason };
  });
  return {
    use,
    controls,
    notConcerned,
    ...(name === undefined ? {} : { name }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(redLineException === undefined ? {} : { redLineException }),
    ...(boundaryException === undefined ? {} : { boundaryException }),
  };
}

function numberOf(key: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= 0 && value <= 1000)) throw new UsageError(`--${key} 是 ${text}，应为 0 到 1000 之间的数`);
  return value;
}

function sayResult({ name, useLabel, areaM2, verdict, summary, steps, prerequisites }: SiteResult): void {
  say(`${VERDICT_LABELS[verdict]}　${name}　${useLabel}　${areaM2.toFixed(2)} 平方米`);
  say(summary);
  for (const { number, title, outcome, sentence, parts } of steps) {
    say([`${number} ${title}`, OUTCOME_LABELS[outcome], sentence].join('\t'));
    for (const { roleLabel, hits } of parts.filter((part) => part.outcome !== 'pass')) {
      for (const hit of hits.slice(0, 10)) {
        say(`\t${roleLabel}\t${hit.name}\t${hit.areaM2.toFixed(2)} 平方米\t${(hit.share * 100).toFixed(2)}%`);
      }
    }
  }
  for (const { item, because, basis } of prerequisites) say(['报批前须办理', item, because, basis].join('\t'));
}
