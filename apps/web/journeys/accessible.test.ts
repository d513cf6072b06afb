import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriers, barriersOfPages, FACES } from './barriers.ts';
import { ADMINISTRATOR, becomeAdministrator, openSite, readReport, signIn, type Site, REPORT } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
/** The address of the report that was read. */
let report = '';
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test.each(FACES)(
  'from the first page to a figure that is corrected all is accessible and fits on $word',
  async ({ size, isElder }) => {
    const { page, context, complaints } = await site.visit(size);
    if (isElder) await context.addInitScript(() => localStorage.setItem('quantu.elder', '1'));
    await page.goto('/');
    const isFirst = (await page.getByRole('heading', { name: /创建第一个管理员|登录/ }).textContent())?.includes(
      '创建',
    );
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      found[name] = await barriers(page);
    };
    await look('first page');
    if (isFirst) {
      await becomeAdministrator(page);
      await look('empty');
      await readReport(page, REPORT);
    } else {
      await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password);
      await page.getByRole('link', { name: /东屿区人民政府/ }).click();
      await page.getByRole('article', { name: '正文' }).waitFor();
    }
    await look('reading');
    report = new URL(page.url()).pathname;
    await page.keyboard.press('2');
    await page.keyboard.press('j');
    await page.getByRole('region', { name: /^数字：/ }).waitFor();
    await look('figure');
    await page.keyboard.press('e');
    await page.getByRole('button', { name: '保存' }).waitFor();
    await look('correcting');
    expect(Object.entries(found).filter(([, lines]) => lines.length > 0)).toEqual([]);
    expect(complaints()).toEqual([]);
  },
);

test('every other screen is accessible and fits', async () => {
  const { page, complaints } = await site.visit();
  await page.goto('/');
  await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password);
  await page.getByRole('link', { name: /东屿区人民政府/ }).waitFor();
  const district = report.split('/').slice(0, 3).join('/');
  const headings = new Map([
    [`${district}/documents`, '来文识读'],
    [`${district}/figures`, '数字'],
    [`${district}/compare`, '比较'],
    [`${report}/rows`, '形成的数据'],
    [`${district}/desk`, '工作台'],
    [`${district}/organisations`, '机构'],
    [`${district}/burden`, '填报负担'],
    [`${district}/projects/rules`, '亮灯规则和进度曲线'],
    ['/users', '用户'],
    ['/districts', '区划'],
    ['/account', '我的账号'],
    ['/account?tab=roles', '我的角色'],
    ['/audit', '操作记录'],
    ['/grants', '授权'],
    ['/invitations', '邀请'],
    ['/sessions', '登录会话'],
    ['/tokens', '接口令牌'],
    ['/security', '安全策略'],
    ['/permissions', '权限矩阵'],
    ['/oidc', '统一身份认证'],
  ]);
  const found = await barriersOfPages(page, [...headings.keys()], (path) =>
    page.getByRole('heading', { name: headings.get(path)!, exact: true }).waitFor(),
  );
  expect(found).toEqual([]);
  expect(complaints()).toEqual([]);
});
