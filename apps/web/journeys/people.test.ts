import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  addressOfSelected,
  ADMINISTRATOR,
  becomeAdministrator,
  checked,
  openSite,
  readReport,
  signIn,
  untilChecked,
  type Site,
  REPORT,
} from './site.ts';

const READER = { name: 'yueduzhe', displayName: '阅读者', password: '查阅-报告-2026-甲乙' };

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
/** The report's page, made by the first test and used by the others. */
let address = '';
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const OWN_PASSWORD = '海浪-拍岸-2026-灯塔';

test('the administrator makes a reader, who sees the report and is offered nothing that changes it', async () => {
  const { page, complaints } = await site.visit();
  await becomeAdministrator(page);
  await readReport(page, REPORT);
  address = page.url();
  await page.goto('/users');
  await page.getByRole('button', { name: '新建用户' }).click();
  const dialog = page.getByRole('dialog', { name: '新建用户' });
  await dialog.getByLabel('账号').fill(READER.name);
  await dialog.getByLabel('姓名').fill(READER.displayName);
  await dialog.getByLabel(/查阅人员/).check();
  await dialog.getByLabel('密码', { exact: true }).fill(READER.password);
  await dialog.getByRole('button', { name: '新建' }).click();
  await page.getByRole('row').filter({ hasText: READER.displayName }).waitFor();
  expect(complaints()).toEqual([]);

  const reader = await site.visit();
  await reader.page.goto(address);
  await reader.page.getByRole('heading', { name: '请登录后继续' }).waitFor();
  await signIn(reader.page, READER.name, READER.password);
  // What the administrator chose opens only the way to a password of one's own.
  await reader.page.getByLabel('现在的密码').fill(READER.password);
  await reader.page.getByLabel('新密码', { exact: true }).fill(OWN_PASSWORD);
  await reader.page.getByLabel('再输一次新密码').fill(OWN_PASSWORD);
  await reader.page.getByRole('button', { name: '修改密码' }).click();
  await reader.page.getByText('密码已修改，其他会话已退出').waitFor();
  await reader.page.goto(address);
  await reader.page.getByRole('article', { name: '正文' }).waitFor();
  expect(new URL(reader.page.url()).pathname).toBe(new URL(address).pathname);
  await reader.page.keyboard.press('2');
  await reader.page.keyboard.press('j');
  await reader.page.getByRole('region', { name: /^数字：/ }).waitFor();
  for (const name of [/^采纳/, /^改/, /^不是/, '采纳报告', '撤销']) {
    expect(await reader.page.getByRole('button', { name }).count()).toBe(0);
  }
  await reader.page.keyboard.press('Enter');
  await untilChecked(reader.page, 0);
  await reader.page.goto('/users');
  await reader.page.getByRole('heading', { name: '您的角色不能打开这一页' }).waitFor();
  expect(reader.complaints()).toEqual([]);
});

test('a session that ended leads to the sign-in page and back to the same place, and typed text is kept', async () => {
  const { page, context, complaints } = await site.visit();
  await page.goto('/sign-in');
  await signIn(page, ADMINISTRATOR.name, '不对的密码-2026');
  await page.getByRole('alert').waitFor();
  await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password);
  await page.getByRole('heading', { name: '来文识读', exact: true }).waitFor();
  await page.goto(address);
  await page.getByRole('article', { name: '正文' }).waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.getByLabel('指标', { exact: true }).fill('改到一半的指标名称');
  const place = await addressOfSelected(page);

  await context.clearCookies();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '请登录后继续' }).waitFor();
  await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password);
  await page.getByRole('article', { name: '正文' }).waitFor();
  expect(page.url()).toBe(place);
  await page.keyboard.press('e');
  await page.getByText('已恢复上次没有保存的修改').waitFor();
  expect(await page.getByLabel('指标', { exact: true }).inputValue()).toBe('改到一半的指标名称');
  await page.getByRole('button', { name: '保存' }).click();
  await untilChecked(page, 1);
  expect(complaints()).toEqual([]);
});

test('two people on one figure: the slower one chooses between the two versions', async () => {
  const [one, two] = [await site.visit(), await site.visit()];
  for (const { page } of [one, two]) {
    await page.goto(address);
    await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password);
    await page.getByRole('article', { name: '正文' }).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('k');
    await page.keyboard.press('e');
  }
  await one.page.getByLabel('指标', { exact: true }).fill('甲的说法');
  await one.page.getByRole('button', { name: '保存' }).click();
  await untilChecked(one.page, 2);
  await two.page.getByLabel('指标', { exact: true }).fill('乙的说法');
  await two.page.getByRole('button', { name: '保存' }).click();
  const choice = two.page.getByRole('alert').filter({ hasText: '刚刚改过这一条' });
  await choice.getByText('甲的说法').waitFor();
  await choice.getByRole('button', { name: '用我的' }).click();
  await two.page.getByRole('button', { name: '保存' }).waitFor({ state: 'detached' });
  await two.page.keyboard.press('2');
  await two.page.getByRole('option', { name: /乙的说法/ }).waitFor();
  expect(await two.page.getByRole('option', { name: /甲的说法/ }).count()).toBe(0);
  expect([...one.complaints(), ...two.complaints()]).toEqual([]);
});

test('a lost network shows a strip, and the decision made meanwhile arrives once it is back', async () => {
  const { page, context } = await site.visit();
  await page.goto(address);
  await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password);
  await page.getByRole('article', { name: '正文' }).waitFor();
  await page.keyboard.press('4');
  await page.keyboard.press('j');
  await page.getByRole('button', { name: /^采纳 / }).waitFor();
  await context.setOffline(true);
  await page.keyboard.press('Enter');
  await page.getByText('连不上服务器').waitFor();
  await context.setOffline(false);
  await page.getByText('连不上服务器').waitFor({ state: 'detached' });
  await untilChecked(page, 3);
  await page.reload();
  await page.getByRole('article', { name: '正文' }).waitFor();
  expect(await checked(page)).toBe(3);
});
