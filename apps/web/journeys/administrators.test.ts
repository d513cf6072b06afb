import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, OWN, PASSWORD, type City } from './city.ts';
import { openSite, signIn, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'system-administrator', '系统员');
  await hire(site.store, city, 'security-administrator', '安全员');
  await hire(site.store, city, 'audit-administrator', '审计员');
  await hire(site.store, city, 'department-clerk', '经办人一', OWN);
});
afterAll(() => site?.close());

test('the security administrator gives a role for one unit and a time, and is sure who may what', async () => {
  const { page, complaints } = await site.visit();
  const system = await site.visit();
  await enter(system.page, city, '系统员', null);
  await system.page.goto('/users');
  await system.page.getByRole('button', { name: '新建用户' }).click();
  const form = system.page.getByRole('dialog', { name: '新建用户' });
  await form.getByLabel('账号').fill('经办人二');
  await form.getByLabel('密码', { exact: true }).fill(PASSWORD);
  expect(await form.getByText('由安全管理员授予').count()).toBe(1);
  await form.getByRole('button', { name: '新建' }).click();
  await system.page.getByRole('row').filter({ hasText: '经办人二' }).filter({ hasText: '还没有角色' }).waitFor();
  await system.page.goto('/grants');
  await system.page.getByRole('heading', { name: '您的角色不能打开这一页' }).waitFor();

  await enter(page, city, '安全员', null);
  await page.goto('/grants');
  await page.getByText('三员分立未启用').waitFor();
  await page.getByRole('button', { name: '授予角色' }).click();
  const dialog = page.getByRole('dialog', { name: '授予角色' });
  await dialog.getByLabel('账号').fill('经办人二');
  await page.getByTitle(/还没有角色/).click();
  await dialog.getByLabel('角色').fill('单位经办人');
  // The list is drawn anew while it filters: the one that Enter would take is the one that stays.
  await page.locator('.ant-select-item-option-active[title="单位经办人"]').click();
  await dialog.getByLabel(/^单位/).fill(OWN);
  await page.getByTitle(OWN, { exact: true }).click();
  await dialog.getByLabel(/^到/).fill('2099-12-31');
  await dialog.getByRole('button', { name: '授予' }).click();
  const row = page.getByRole('row').filter({ hasText: '经办人二' });
  await row.filter({ hasText: OWN }).filter({ hasText: '2099-12-31' }).waitFor();

  await page.goto('/permissions?text=城建月报');
  await page.getByRole('row', { name: /^城建月报：修改/ }).waitFor();
  await page.goto('/security');
  await page.getByRole('switch').click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('三员分立已启用').waitFor();
  expect([...complaints(), ...system.complaints()]).toEqual([]);
});

test('a session that is ended by force ends at once', async () => {
  const clerk = await site.visit();
  await enter(clerk.page, city, '经办人一', 'desk');
  const { page, complaints } = await site.visit();
  await enter(page, city, '安全员', null);
  await page.goto('/sessions');
  await page.getByRole('button', { name: '强制退出 经办人一 的全部会话' }).first().click();
  await page.getByRole('button', { name: '全部退出' }).click();
  await page.getByText(/已强制退出 \d+ 个会话/).waitFor();
  await clerk.page.reload();
  await clerk.page.getByRole('heading', { name: '请登录后继续' }).waitFor();
  await signIn(clerk.page, '经办人一', PASSWORD);
  await clerk.page.getByRole('heading', { name: '工作台' }).waitFor();
  expect([...complaints(), ...clerk.complaints()]).toEqual([]);
});

test('an invited person sets up an account with a link that works once', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '安全员', null);
  await page.goto('/invitations');
  await page.getByRole('button', { name: '生成邀请链接' }).first().click();
  const dialog = page.getByRole('dialog', { name: '生成邀请链接' });
  await dialog.getByLabel('邀请谁').fill('经办人三');
  await dialog.getByLabel('角色').fill('单位经办人');
  // The list is drawn anew while it filters: the one that Enter would take is the one that stays.
  await page.locator('.ant-select-item-option-active[title="单位经办人"]').click();
  await dialog.getByLabel(/^单位/).fill(OWN);
  await page.getByTitle(OWN, { exact: true }).click();
  await dialog.getByRole('button', { name: '生成' }).click();
  const link = await page.getByRole('textbox', { name: '邀请链接' }).inputValue();

  const guest = await site.visit();
  await guest.page.goto(link);
  await guest.page.getByText('单位经办人').waitFor();
  await guest.page.getByLabel('账号').fill('jingbanren3');
  await guest.page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await guest.page.getByLabel('再输一次密码').fill(PASSWORD);
  await guest.page.getByRole('button', { name: '接受邀请' }).click();
  // The three are apart: who gives roles opens no accounts.
  await guest.page.getByText('等系统管理员启用').waitFor();
  const second = await site.visit();
  await second.page.goto(link);
  await second.page.getByRole('link', { name: '已经有账号，去登录' }).waitFor();
  expect([...complaints(), ...guest.complaints(), ...second.complaints()]).toEqual([]);
});

test('the auditor reads and exports the whole trail, sees nothing else, and may change nothing', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '审计员', null);
  await page.goto('/audit');
  await page.getByRole('row').filter({ hasText: '安全员' }).first().waitFor();
  await page.getByPlaceholder('操作人').fill('系统员');
  await page.getByPlaceholder('操作人').press('Enter');
  await page.waitForURL(/actor=/);
  await page.getByRole('row').filter({ hasText: '经办人二' }).first().waitFor();
  await expect.poll(() => page.getByRole('row').filter({ hasText: '安全员' }).count()).toBe(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载 Excel 表' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  for (const word of ['用户', '授权', '月报填报', '来文识读']) {
    expect(await page.getByRole('link', { name: word, exact: true }).count()).toBe(0);
  }
  const refused = await page.evaluate(async (district) => {
    const session: unknown = await (await fetch('/api/session')).json();
    const { csrf } = (session as { data: { csrf: string } }).data;
    const ask = async (method: string, path: string, body: unknown): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'x-quantu-csrf': csrf };
      return (await fetch(path, { method, headers, body: JSON.stringify(body) })).status;
    };
    return Promise.all([
      ask('POST', '/api/accounts', { name: '某某', password: '海风-吹过-2026-港湾' }),
      ask('PATCH', '/api/security/policy', { lockMinutes: 1 }),
      ask('POST', `/api/d/${district}/registers/organisation/records`, { values: {} }),
      ask('POST', `/api/d/${district}/projects/rules`, { ruleSet: 'wuhan', reason: '试' }),
    ]);
  }, city.district);
  expect(refused).toEqual([403, 403, 403, 403]);
  expect(complaints()).toEqual([]);
});
