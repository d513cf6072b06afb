import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { addDays, dayInChina, instantOf } from '@quantu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quantu, temporary } from './testing.ts';

const place = temporary();
const [first, second] = [place.file('一'), place.file('二')];
const backup = place.file('备份.quantu');
const day = (days: number) => addDays(dayInChina(instantOf(new Date())), days);

beforeAll(async () => {
  await must(['district', 'add', '350505', '泉港区', '--data', first]);
  await must(['user', 'add', '管理员一', '--data', first], '海风-吹过-2024-港湾\n');
  await must(['add', 'product/demo/report.txt', '--accept', '--data', first]);
  await must(['backup', backup, '--data', first]);
});
afterAll(() => place.remove());

/** The output of a command that has to succeed. */
async function must(args: readonly string[], input?: string): Promise<string> {
  const { code, out, err } = await quantu(args, input);
  expect([args, err, code]).toEqual([args, err, 0]);
  return out;
}

test('what a backup restores elsewhere answers the same, byte for byte, and passes the doctor', async () => {
  await must(['restore', backup, '--data', second]);
  for (const args of [['figures'], ['documents'], ['user', 'list']]) {
    const ask = (data: string) => must([...args, '--json', '--data', data]);
    const [there, here] = await Promise.all([ask(first), ask(second)]);
    expect(JSON.parse(there).length).toBeGreaterThan(0);
    expect(here).toBe(there);
  }
  const checks: { ok: boolean }[] = JSON.parse(await must(['doctor', '--json', '--data', second]));
  expect(checks.every(({ ok }) => ok)).toBe(true);
});

test('a damaged backup and a directory that is in use restore nothing', async () => {
  const inUse = await quantu(['restore', backup, '--data', first]);
  expect([inUse.code, inUse.err]).toEqual([1, expect.stringContaining('备份只能恢复到空的数据目录或数据库')]);
  const damaged = place.file('坏.quantu');
  const bytes = readFileSync(backup);
  writeFileSync(damaged, bytes.fill(0, 10_000, 10_100));
  const refused = await quantu(['restore', damaged, '--data', place.file('三')]);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('没有恢复任何内容')]);
});

test('figures and reports as of a day are those of its end', async () => {
  const now = await must(['figures', '--json', '--data', first]);
  expect(await must(['figures', '--json', '--as-of', day(0), '--data', first])).toBe(now);
  expect(JSON.parse(await must(['figures', '--json', '--as-of', day(-2), '--data', first]))).toEqual([]);
  const json = place.file('报告.json');
  const early = await quantu(['report', '东政综〔2026〕58号', '--out-json', json, '--as-of', day(-2), '--data', first]);
  expect([early.code, existsSync(json)]).toEqual([1, false]);
  for (const [text, sentence] of [
    [day(3), '还没有到'],
    ['2026-02-30', '日期“2026-02-30”不对'],
  ] as const) {
    const refused = await quantu(['figures', '--as-of', text, '--data', first]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(sentence)]);
  }
});
