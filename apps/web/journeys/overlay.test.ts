import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, OWN, type City } from './city.ts';
import { barriers } from './barriers.ts';
import { buildOverlayWorld, layerOf } from './overlay-world.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  await hire(site.store, city, 'vice-head', '分管领导');
  await buildOverlayWorld(site.store, city.organisations.get(OWN) ?? '');
});
afterAll(() => site?.close());

test('a planner lays two plans over farmland, opens a conflict and decides it by accepting the edit', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', 'map/overlays');
  for (const name of ['原城市规划', '原土地利用规划', '永久基本农田', '镇街界']) {
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.getByRole('textbox', { name: '叠加方案' }).fill('两规与永农');
  await page.getByRole('button', { name: '开始叠加' }).click();
  await page.getByRole('heading', { name: '两规与永农' }).waitFor();
  // Left and come back to: the run is where it is.
  await page.reload();
  await page.getByText('面积相符').waitFor({ timeout: 120_000 });
  await page.getByText('新增 4，有变化 0，不变 0，再次出现 0，消除 0').waitFor();
  await page.getByRole('tab', { name: '差异矩阵' }).click();
  await page.getByRole('cell', { name: '非建设用地' }).first().waitFor();
  await page.getByRole('tab', { name: '待定编码 1' }).click();
  await page.getByRole('cell', { name: 'E2' }).waitFor();

  await page.getByRole('tab', { name: '差异图斑' }).click();
  await page.getByRole('link', { name: 'C1-00001' }).click();
  await page.getByRole('row', { name: /涂岭居住区/ }).waitFor();
  await page.getByRole('textbox', { name: '采纳理由' }).fill('让出永久基本农田');
  await page.getByRole('button', { name: '采纳，写进草稿' }).click();
  await page.getByText('已写进“原城市规划”的草稿（第 2 版）').waitFor();

  await page.getByRole('link', { name: '台账记录：交办、作出决定' }).click();
  await page.getByText('采纳建议调整').first().waitFor();
  await page.getByText('让出永久基本农田').first().waitFor();
  expect(complaints()).toEqual([]);
});

test('a planner writes the rules of the district, decides a conflict, publishes the edit and sees it closed', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', 'map/overlay-rules');
  await page.getByRole('link', { name: /多规合一差异规则/ }).click();
  await page.getByRole('button', { name: '另存一套' }).click();
  await page.getByRole('textbox', { name: '规则名称' }).fill('本区规则');
  await page.getByRole('spinbutton', { name: /最小面积/ }).fill('50');
  const road = page.getByRole('group', { name: '规则 1 C1 建设占永久基本农田' });
  await road.getByText('哪些用途算冲突').click();
  await road.getByRole('checkbox', { name: /交通水利/ }).uncheck();
  await page.getByRole('textbox', { name: '修改说明' }).fill('线性工程另行论证');
  await page.getByRole('button', { name: '另存', exact: true }).click();
  await page.getByRole('heading', { name: '本区规则' }).waitFor();
  await page.getByText('面积小于 50 平方米').waitFor();

  await page.goto(`/d/${city.district}/map/overlays`);
  await page.getByRole('button', { name: '新的叠加' }).click();
  for (const name of ['原城市规划', '原土地利用规划', '永久基本农田', '镇街界']) {
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.getByRole('combobox', { name: '叠加规则' }).click();
  await page.getByTitle('本区规则（第 1 版）').last().click();
  await page.getByRole('textbox', { name: '叠加方案' }).fill('两规与永农');
  await page.getByRole('button', { name: '开始叠加' }).click();
  await page.getByText('面积相符').waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: '本区规则 第 1 版' }).waitFor();
  await page.getByText('新增 0，有变化 4，不变 0，再次出现 0，消除 0').waitFor();

  await page.getByRole('link', { name: 'C1-00001' }).first().click();
  await page.getByText('本区规则 第 1 版').waitFor();
  await page.getByRole('link', { name: '台账记录：交办、作出决定' }).click();
  await page.getByRole('button', { name: '交办' }).click();
  const assign = page.getByRole('dialog', { name: '交办' });
  await assign.getByRole('combobox', { name: /^处理单位/ }).fill(OWN);
  await page.getByTitle(OWN).last().click();
  await assign.getByRole('textbox', { name: /^处理期限/ }).fill('2027-01-31');
  await assign.getByRole('textbox', { name: /^处理期限/ }).press('Tab');
  await assign.getByRole('button', { name: '交办' }).click();
  await page.getByRole('button', { name: '作出决定' }).click();
  const decide = page.getByRole('dialog', { name: '作出决定' });
  await decide.getByRole('combobox', { name: /^决定人/ }).fill('林一鸣');
  await page
    .getByTitle(/林一鸣/)
    .last()
    .click();
  await decide.getByLabel('选择依据文件').setInputFiles({ name: '会议纪要.txt', mimeType: 'text/plain', buffer: Buffer.from('同意让出永久基本农田。') }); // prettier-ignore
  await decide.getByText('会议纪要.txt').waitFor();
  await decide.getByRole('button', { name: '作出决定' }).click();
  await page.getByText('已决定').first().waitFor();

  const layer = await layerOf(site.store, 'CG');
  await page.goto(`/d/${city.district}/map/layers/${layer}/versions`);
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const publish = page.getByRole('dialog', { name: /^发布 原城市规划/ });
  await publish.getByLabel('理由').fill('采纳建议调整');
  await publish.getByRole('button', { name: '发布' }).click();
  await page.getByText('第 2 版').first().waitFor();
  await page.goto(`/d/${city.district}/map/overlays`);
  await page
    .getByRole('link', { name: /两规与永农/ })
    .first()
    .click();
  await page.getByRole('button', { name: '再叠加一次' }).click();
  await page.getByText(/再次出现 0，消除 1$/).waitFor({ timeout: 120_000 });
  expect(complaints()).toEqual([]);
});

test('a leader reads on a phone what was found where, who gives way and until when', async () => {
  const { page, complaints } = await site.visit({ width: 390, height: 844 });
  await enter(page, city, '分管领导', 'map/overlays');
  await page
    .getByRole('link', { name: /两规与永农/ })
    .first()
    .click();
  await page.getByText('面积相符').waitFor();
  await page.getByRole('rowheader', { name: /前黄镇/ }).waitFor();
  await page
    .getByRole('link', { name: /^C\d+-\d+$/ })
    .first()
    .click();
  await page.getByText('谁让').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(complaints()).toEqual([]);
});
