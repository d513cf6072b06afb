import { addDays, dayInChina, instantOf } from '@quantu/base';
import { Issuer } from '@quantu/server/testing';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, OWN, PASSWORD, type City } from './city.ts';
import { openSite, signIn, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
const issuer = new Issuer();
beforeAll(async () => {
  await issuer.listen();
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'department-clerk', '经办人甲', OWN);
  await hire(site.store, city, 'department-clerk', '经办人乙', OWN);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'system-administrator', '系统员');
  await hire(site.store, city, 'security-administrator', '安全员');
});
afterAll(async () => {
  await site?.close();
  issuer.close();
});

/** What the telephone shows; a code is good once, so `steps` asks for a later one that the server still takes. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) }).generate({
    timestamp: Date.now() + steps * 30_000,
  });

const signOut = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: `${name} 的菜单` }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '登录', exact: true }).waitFor();
};

/** Sets one's own second factor up from the secret that stands beside the picture. */
async function enrol(page: Page, password: string | null): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('button', { name: '设置动态口令' }).click();
  const dialog = page.getByRole('dialog', { name: '设置动态口令' });
  if (password !== null) await dialog.getByLabel('您的密码').fill(password);
  await dialog.getByRole('button', { name: '下一步' }).click();
  await dialog.getByRole('img', { name: '动态口令二维码' }).waitFor();
  const secret = (await dialog.locator('code').textContent()) ?? '';
  await dialog.getByLabel('验证器上现在的 6 位数字').fill('000000');
  await dialog.getByRole('button', { name: '启用' }).click();
  await dialog.getByText('动态口令不对，请核对手机时间后再输一次').waitFor();
  await dialog.getByLabel('验证器上现在的 6 位数字').fill(codeOf(secret));
  await dialog.getByRole('button', { name: '启用' }).click();
  const list = dialog.getByRole('list', { name: '备用码' });
  await list.waitFor();
  const codes = await list.getByRole('listitem').allTextContents();
  await dialog.getByRole('button', { name: '我已收好' }).click();
  await page.getByText('备用码还剩 10 个').waitFor();
  return { secret, codes };
}

test('a second factor is set up, asked for, refuses what is wrong, and a recovery code opens once', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '经办人甲', null);
  await page.goto('/account');
  const { secret, codes } = await enrol(page, PASSWORD);
  expect(codes).toHaveLength(10);

  await signOut(page, '经办人甲');
  await signIn(page, '经办人甲', PASSWORD);
  await page.getByRole('heading', { name: '动态口令' }).waitFor();
  const code = page.getByLabel('手机验证器上的 6 位数字，或一个备用码');
  await code.fill('123456');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('动态口令不对').waitFor();
  await code.fill(codeOf(secret, 1));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('button', { name: '经办人甲 的菜单' }).waitFor();

  await signOut(page, '经办人甲');
  for (const isFirst of [true, false]) {
    await signIn(page, '经办人甲', PASSWORD);
    await page.getByLabel('手机验证器上的 6 位数字，或一个备用码').fill((codes[0] ?? '').toLowerCase());
    await page.getByRole('button', { name: '登录', exact: true }).click();
    if (!isFirst) break;
    await page.getByRole('button', { name: '经办人甲 的菜单' }).waitFor();
    await page.goto('/account');
    await page.getByText('备用码还剩 9 个').waitFor();
    await signOut(page, '经办人甲');
  }
  await page.getByText('动态口令不对').waitFor();
  expect(complaints()).toEqual([]);
});

test('the city’s own sign-in opens the page that was asked for, and a role’s second factor is asked for there too', async () => {
  const admin = await site.visit();
  await enter(admin.page, city, '系统员', null);
  await admin.page.goto('/oidc');
  await admin.page.getByLabel('登录页上的按钮').click();
  await admin.page.getByLabel('按钮文字').fill('用市统一身份认证登录');
  await admin.page.getByLabel('签发方地址').fill(issuer.address);
  await admin.page.getByLabel('客户端标识').fill('quantu');
  await admin.page.getByLabel('客户端密钥').fill('client-secret');
  expect(await admin.page.getByLabel(/^回调地址/).inputValue()).toBe(`${site.address}/sign-in/oidc`);
  await admin.page.getByRole('button', { name: '保存' }).click();
  await admin.page.getByText('已保存').waitFor();

  issuer.claims = { preferred_username: '督查员' };
  const { page, complaints } = await site.visit();
  await page.goto(`/d/${city.district}/desk`);
  await page.getByRole('button', { name: '用市统一身份认证登录' }).click();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await signOut(page, '督查员');

  const security = await site.visit();
  await enter(security.page, city, '安全员', null);
  await security.page.goto('/security');
  await security.page.getByLabel('必须使用动态口令的角色').fill('政府办');
  await security.page
    .getByTitle(/政府办/)
    .first()
    .click();
  await security.page.keyboard.press('Escape');
  await security.page.getByRole('button', { name: '保存' }).click();
  await security.page.getByText('已保存').waitFor();

  await page.getByRole('button', { name: '用市统一身份认证登录' }).click();
  await page.getByText('您的角色必须用动态口令登录').waitFor();
  const { secret } = await enrol(page, null);
  await page.goto(`/d/${city.district}/desk`);
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await signOut(page, '督查员');
  await page.getByRole('button', { name: '用市统一身份认证登录' }).click();
  await page.getByLabel('手机验证器上的 6 位数字，或一个备用码').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('button', { name: '督查员 的菜单' }).waitFor();
  await signOut(page, '督查员');
  issuer.claims = { preferred_username: '督查员', amr: ['pwd', 'mfa'] };
  await page.getByRole('button', { name: '用市统一身份认证登录' }).click();
  await page.getByRole('button', { name: '督查员 的菜单' }).waitFor();
  await signOut(page, '督查员');
  issuer.claims = { preferred_username: '查无此人' };
  await page.getByRole('button', { name: '用市统一身份认证登录' }).click();
  await page.getByText('本系统没有账号“查无此人”').waitFor();
  const own = complaints().filter((one) => !one.startsWith(`foreign request: ${issuer.address}/authorize`));
  expect([...own, ...admin.complaints(), ...security.complaints()]).toEqual([]);
});

test('who is on leave lends a role until a day, and it is taken back before', async () => {
  const { page, complaints } = await site.visit();
  const until = addDays(dayInChina(instantOf(new Date())), 3);
  await enter(page, city, '经办人乙', null);
  await page.goto('/account?tab=roles');
  await page.getByRole('button', { name: '委托…' }).click();
  const dialog = page.getByRole('dialog', { name: '委托 单位经办人' });
  await dialog.getByLabel('委托给').fill('督查');
  await page.getByTitle('督查员（督查员）').click();
  await dialog.getByLabel(/^到/).fill('2020-01-01');
  await dialog.getByRole('button', { name: '委托', exact: true }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel(/^到/).fill(until);
  await dialog.getByLabel(/^事由/).fill('外出培训');
  await dialog.getByRole('button', { name: '委托', exact: true }).click();
  const given = page.getByRole('listitem').filter({ hasText: '委托给 督查员' });
  await given.filter({ hasText: until }).waitFor();

  issuer.claims = { preferred_username: '督查员', amr: ['mfa'] };
  const other = await site.visit();
  await other.page.goto('/account?tab=roles');
  await other.page.getByRole('button', { name: '用市统一身份认证登录' }).click();
  await other.page.getByText('（受 经办人乙 委托）').waitFor();
  await other.page.getByRole('link', { name: '月报填报' }).waitFor();

  await given.getByRole('button', { name: '收回' }).click();
  await page.getByText('委托已结束').waitFor();
  await other.page.reload();
  await expect.poll(() => other.page.getByText('（受 经办人乙 委托）').count()).toBe(0);
  const own = other.complaints().filter((one) => !one.startsWith(`foreign request: ${issuer.address}/authorize`));
  expect([...complaints(), ...own]).toEqual([]);
});

test('one session out of the list ends, the others stay', async () => {
  const [first, second] = [await site.visit(), await site.visit()];
  for (const { page } of [first, second]) await enter(page, city, '经办人乙', 'desk');
  const { page, complaints } = await site.visit();
  await enter(page, city, '安全员', null);
  await page.goto(`/sessions?text=${encodeURIComponent('经办人乙')}`);
  const rows = page.getByRole('row').filter({ hasText: '经办人乙' });
  await rows.first().waitFor();
  const before = await rows.count();
  await rows.first().getByRole('button', { name: '强制退出 经办人乙 的这个会话' }).click();
  await page.getByText('已强制退出 1 个会话').waitFor();
  await expect.poll(() => rows.count()).toBe(before - 1);
  await Promise.all([first.page.reload(), second.page.reload()]);
  const isOut = ({ page: one }: typeof first) => one.getByRole('heading', { name: '请登录后继续' }).isVisible();
  await expect.poll(async () => [await isOut(first), await isOut(second)].filter(Boolean).length).toBe(1);
  expect(complaints()).toEqual([]);
});
