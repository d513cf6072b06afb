import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriers } from './barriers.ts';
import { buildCity, enter, hire, OWN, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'department-clerk', '经办人一', OWN);
});
afterAll(() => site?.close());

test.each([
  { size: { width: 1366, height: 768 }, isElder: false, word: 'an office screen' },
  { size: { width: 390, height: 844 }, isElder: false, word: 'a phone' },
  { size: { width: 1366, height: 768 }, isElder: true, word: 'elder mode' },
])('the pages of projects are accessible and fit on $word', async ({ size, isElder }) => {
  const { page, context, complaints } = await site.visit(size);
  if (isElder) await context.addInitScript(() => localStorage.setItem('quantu.elder', '1'));
  const found: Record<string, string[]> = {};
  const transport = city.organisations.get('交通运输局') ?? '';
  const project = city.projects.get('驿峰路拓宽') ?? '';
  await enter(page, city, '督查员', 'desk');
  for (const [path, sign] of [
    ['desk', /^落后/],
    ['desk?asOf=2020-01-31', '还没有项目月报'],
    ['projects', /征迁受阻/],
    [`projects/${project}`, '各年计划'],
    ['projects/rules', '银川规则'],
    ['registers', '城建项目'],
    ['registers/city-project', '驿峰路拓宽'],
    ['registers/city-project?group=state', '在建'],
    ['registers/city-project?face=board', '驿峰路拓宽'],
    ['registers/city-project?face=map', '图上 8 条'],
    [`registers/city-project/${project}`, '驿峰路拓宽'],
    ['registers/city-project/imports', '导入'],
    [`monthly/approval?month=${city.month}&organisation=${transport}`, '驿峰路拓宽'],
    [`monthly?month=${city.month}`, '滨海大道提升'],
    ['organisations', '区人民政府'],
    ['burden', '填报负担'],
  ] as const) {
    await page.goto(`/d/${city.district}/${path}`);
    await page.locator('main').getByText(sign).first().waitFor();
    found[path] = await barriers(page);
  }
  expect(Object.entries(found).filter(([, lines]) => lines.length > 0)).toEqual([]);
  expect(complaints()).toEqual([]);
});
