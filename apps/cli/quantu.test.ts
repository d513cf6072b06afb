import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { quantu, temporary } from './testing.ts';

const REPORT = 'product/demo/report.txt';
const place = temporary();
afterAll(() => place.remove());

test('read --json writes the reading alone to standard output, every part in it', async () => {
  const { code, out } = await quantu(['read', REPORT, '--json']);
  const reading = JSON.parse(out);
  expect(code).toBe(0);
  expect(Object.keys(reading)).toEqual([
    'document',
    'text',
    'sections',
    'figures',
    'entities',
    'commitments',
    'findings',
  ]);
  expect(reading.document).toMatchObject({ kind: '报告', number: '东政综〔2026〕58号' });
  for (const { start, end, surface } of reading.figures) expect(reading.text.slice(start, end)).toBe(surface);
  const opinions = reading.findings.filter(({ code }: { code: string }) => code === 'opinion-without-next-step');
  expect(opinions).toHaveLength(1);
});

test.each([
  [['nosuch'], '没有“nosuch”这个命令'],
  [['read'], '缺少参数'],
  [['read', 'a', 'b'], '多余的参数：b'],
  [['read', REPORT, '--jsn'], '选项 --jsn 用错了'],
  [['serve', '--port', '70000'], '端口 70000 不对'],
  [['serve', '--port', ''], '端口  不对'],
  [['serve', '--data', ''], '--data 后面要写数据目录'],
  [['serve', '--demo', '--empty'], '--demo 和 --empty 不能同时使用'],
  [['typeset', REPORT], '请用 --docx 或 --pdf 指定输出文件'],
])('quantu %j is a usage error: exit code 2 and one line', async (args, sentence) => {
  const { code, out, err } = await quantu(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a file that cannot be read is a fault: exit code 1 and one sentence', async () => {
  const damaged = place.file('坏.docx');
  writeFileSync(damaged, Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]));
  for (const [file, sentence] of [
    ['没有.txt', '找不到文件：没有.txt'],
    ['product', '是文件夹'],
    [damaged, '坏.docx'],
  ] as const) {
    const { code, out, err } = await quantu(['read', file]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  }
});

test('an output that cannot be written is a fault with the reason', async () => {
  for (const [file, reason] of [
    [place.file('没有/报告.docx'), '没有这个文件夹'],
    ['product', '它是文件夹'],
  ] as const) {
    const { code, err } = await quantu(['typeset', REPORT, '--docx', file]);
    expect([code, err]).toEqual([1, `不能写入 ${file}（${reason}），请换一个文件名\n`]);
  }
});

test('typeset writes both formats, and they read back to the same figures', async () => {
  const [docx, pdf] = [place.file('报告.docx'), place.file('报告.pdf')];
  expect((await quantu(['typeset', REPORT, '--docx', docx, '--pdf', pdf])).code).toBe(0);
  expect(readFileSync(docx).subarray(0, 2).toString()).toBe('PK');
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  const [first, ...others] = await Promise.all(
    [REPORT, docx, pdf].map(async (file) => {
      const { figures } = JSON.parse((await quantu(['read', file, '--json'])).out);
      return figures.map(({ value, unit }: { value: string; unit: string }) => `${value}${unit}`);
    }),
  );
  expect(first!.length).toBeGreaterThan(60);
  for (const other of others) expect(other).toEqual(first);
});
