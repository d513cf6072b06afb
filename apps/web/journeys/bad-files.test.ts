import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { damagedDocx, program, scannedPdf } from './bad-files.ts';
import { becomeAdministrator, drop, openSite, type Site, REPORT } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('a scanned PDF and a damaged docx are refused each with its sentence, and the work goes on', async () => {
  const { page, complaints } = await site.visit();
  await becomeAdministrator(page);
  await drop(page, [
    { name: '扫描件.pdf', bytes: scannedPdf() },
    { name: '传坏了.docx', bytes: damagedDocx() },
    { name: '表格.exe', bytes: program() },
    REPORT,
  ]);
  const files = page.getByRole('list', { name: '正在处理的文件' });
  const line = (name: string) => files.getByRole('listitem').filter({ hasText: name });
  await line('扫描件.pdf')
    .getByRole('alert')
    .filter({ hasText: /扫描|图片|文字/ })
    .waitFor();
  await line('传坏了.docx')
    .getByRole('alert')
    .filter({ hasText: /损坏|打不开|完整/ })
    .waitFor();
  await line('表格.exe').getByRole('alert').waitFor();
  for (const name of ['扫描件.pdf', '传坏了.docx', '表格.exe']) {
    const sentence = await line(name).getByRole('alert').textContent();
    expect(sentence).not.toMatch(/Error|undefined|at \w+ \(/);
  }
  await line('东屿区报告.txt').getByRole('link', { name: '开始核对' }).waitFor();

  // A reload still knows what failed, and it can be taken off the list.
  await page.reload();
  await line('扫描件.pdf')
    .getByRole('button', { name: /从列表去掉/ })
    .click();
  await line('扫描件.pdf').waitFor({ state: 'detached' });

  // The same file again is not read twice.
  await drop(page, [{ name: '再传一次.txt', bytes: REPORT.bytes }]);
  await line('再传一次.txt').getByText('这个文件已经识读过').waitFor();
  await line('再传一次.txt').getByRole('link').click();
  await page.getByRole('article', { name: '正文' }).waitFor();
  expect(complaints()).toEqual([]);
});
