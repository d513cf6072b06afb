import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { barriers } from './barriers.ts';
import { buildCity, enter, hire, OWN, write, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const TITLE = '关于城市品质审议意见办理情况的报告';
let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'department-clerk', '住建员', OWN);
  await hire(site.store, city, 'vice-head', '分管领导');
  const change = { district: city.district, actor: 'system', action: 'record.create' };
  const on = (name: string) => city.organisations.get(name) ?? null;
  await site.store.transact({ ...change, subject: 'review-opinion' }, async (tx) => {
    const opinion = { code: 'SY-1', title: '关于城市品质的审议意见', committee: on('人大城建环资工委') };
    const [id = ''] = await write(tx, 'review-opinion', [{ values: { ...opinion, office: on('政府办公室') } }]);
    const item = { opinion: id, number: '（一）', matter: '加快口袋公园建设', lead: on(OWN) };
    await write(tx, 'review-item', [{ values: item }]);
    // How it is signed and handed over is another journey.
    await sql`update review_opinion set state = 'handling' where id = ${id}::uuid`.execute(tx);
    await sql`update review_item set state = 'working' where opinion = ${id}::uuid`.execute(tx);
  });
});
afterAll(() => site?.close());

const paper = (page: Page) => page.getByRole('textbox', { name: '报告正文' });
const saved = (page: Page) => page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
/** A comment, a deletion and a table with joined cells, as Word writes them. */
const FROM_WORD = `<html><body><p class=MsoNormal>完成投资<span lang=EN-US>12.5</span>亿元<del>旧</del>，
同比增长8.3%<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[张1]</a>&nbsp;</span>。</p>
<table><tr><td colspan=2>项目</td><td rowspan=2>投资</td></tr><tr><td>名称</td><td>数量</td></tr>
<tr><td><p>道路</p><p>桥梁</p></td><td>12</td><td>3.4</td></tr></table>
<div style='mso-element:comment-list'><p class=MsoCommentText>请核实这个数</p></div></body></html>`;

/** Being offline is part of the story. */
const serious = (lines: readonly string[]) => lines.filter((line) => !line.includes('net::ERR_'));

async function section(page: Page, act: string, title = '的办理情况'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${title}：可以做的事`) }).click();
  await page.getByRole('menuitem', { name: act, exact: true }).click();
}

async function confirm(page: Page, act: string): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: act, exact: true }) });
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Types at the end of the first paragraph that has the words. */
async function typeAfter(page: Page, words: string, text: string): Promise<void> {
  await paper(page).locator('p').filter({ hasText: words }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

test('two write a report at once, bind a figure, see it drift, hand in, approve and compare', async () => {
  const office = await site.visit();
  await enter(office.page, city, '督查员', 'reports');
  await office.page.getByRole('heading', { name: '还没有起草中的报告' }).waitFor();
  await office.page.getByRole('button', { name: /起草报告/ }).click();
  await office.page.getByRole('combobox').first().click();
  await office.page.getByTitle('关于城市品质的审议意见').click();
  await expect.poll(() => office.page.getByLabel('标题').inputValue()).toBe(TITLE);
  await office.page
    .getByRole('button', { name: '起 草' })
    .or(office.page.getByRole('button', { name: '起草', exact: true }))
    .click();
  await paper(office.page).waitFor();

  // Both open the unit's section; the unit may write it, and nothing else.
  const unit = await site.visit();
  await enter(unit.page, city, '住建员', new URL(office.page.url()).pathname.split('/').slice(3).join('/'));
  await paper(unit.page).waitFor();
  expect(await unit.page.locator('.section.is-closed').count()).toBeGreaterThan(0);
  const own = (page: Page) =>
    page
      .locator('.section', { has: page.locator('.section-title', { hasText: '的办理情况' }) })
      .locator('.section-text');
  await own(unit.page).locator('p').last().click();
  await unit.page.keyboard.press('End');
  await unit.page.keyboard.press('Enter');
  await unit.page.keyboard.type('今年安排城建项目8个，全部开工。');
  await unit.page.keyboard.press('Enter');
  await unit.page.keyboard.type('口袋公园建成十处。');
  await saved(unit.page);
  await own(office.page).getByText('口袋公园建成十处。').waitFor();

  // Different paragraphs are put together; the same words are laid side by side, and one chooses.
  await typeAfter(office.page, '全部开工', '质量全部合格。');
  await typeAfter(unit.page, '建成十处', '均已开放。');
  await saved(office.page);
  await saved(unit.page);
  await own(unit.page).getByText('质量全部合格。').waitFor();
  await own(office.page).getByText('均已开放。').waitFor();
  await office.context.setOffline(true);
  await typeAfter(office.page, '均已开放', '由园林中心管护。');
  await office.page.getByRole('status').filter({ hasText: '连不上服务器' }).waitFor();
  await typeAfter(unit.page, '均已开放', '由街道管护。');
  await saved(unit.page);
  await office.context.setOffline(false);
  const conflict = office.page.getByRole('group', { name: '两人同时改了这一处' });
  await conflict.waitFor();
  expect(await conflict.innerText()).toMatch(/园林中心管护[\s\S]*由街道管护/);
  expect(await barriers(office.page)).toEqual([]);
  await conflict.getByRole('button', { name: '用我的' }).click();
  await saved(office.page);
  await own(unit.page).getByText('由园林中心管护。').waitFor();

  // What Word puts on the clipboard comes without its marks; a table keeps its columns where cells were joined.
  await typeAfter(unit.page, '建成十处', '');
  const before = await own(unit.page).innerText();
  await unit.page.evaluate((html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('[aria-label=报告正文]')?.dispatchEvent(paste);
  }, FROM_WORD);
  await own(unit.page).getByText('完成投资12.5亿元，同比增长8.3%。').waitFor();
  expect(await own(unit.page).innerText()).not.toMatch(/张1|请核实|旧/);
  expect(await own(unit.page).locator('tr').allInnerTexts()).toEqual([
    expect.stringMatching(/^项目 名称\s+项目 数量\s+投资$/),
    expect.stringMatching(/^道路 桥梁\s+12\s+3\.4$/),
  ]);
  await unit.page.keyboard.press('Control+z');
  expect(await own(unit.page).innerText()).toBe(before);

  // Digits become a figure that is held against the register.
  await typeAfter(unit.page, '全部开工', '');
  await unit.page.keyboard.press('Home');
  for (let i = 0; i < 8; i++) await unit.page.keyboard.press('ArrowRight');
  await unit.page.keyboard.press('Shift+ArrowRight');
  await unit.page.getByRole('button', { name: '绑定指标' }).last().click();
  await unit.page
    .getByRole('option', { name: /城建项目/ })
    .first()
    .waitFor();
  await unit.page.keyboard.press('Enter');
  await unit.page.locator('.fig.is-matched').waitFor();
  await saved(unit.page);
  await site.store.transact(
    { district: city.district, actor: 'system', action: 'record.create', subject: 'city-project' },
    async (tx) => {
      const values = {
        code: 'CJ-900',
        name: '新增项目',
        programme: 'green',
        lead: city.organisations.get(OWN) ?? null,
      };
      const [project = ''] = await write(tx, 'city-project', [{ state: 'building', values }]);
      const year = { project, year: Number(city.month.slice(0, 4)), plannedYuan: '1000000' };
      const next = { ...year, year: new Date().getFullYear() };
      await write(
        tx,
        'city-project-year',
        year.year === next.year ? [{ values: year }] : [{ values: year }, { values: next }],
      );
    },
  );
  await unit.page.reload();
  await unit.page.locator('.fig.is-drifted').click();
  const card = unit.page.getByRole('dialog', { name: /^数字 8个/ });
  await card.getByText('台账已变为 9个').waitFor();
  expect(await barriers(unit.page)).toEqual([]);
  await card.getByRole('button', { name: '更新为 9个' }).click();
  await unit.page.locator('.fig.is-matched', { hasText: '9个' }).waitFor();
  await saved(unit.page);

  // The office keeps a version, the unit hands in, the office approves and looks at what changed.
  await office.page.getByRole('tab', { name: '版本' }).click();
  await office.page.getByLabel('版本名称').fill('征求意见稿');
  await office.page.getByRole('button', { name: '留作版本' }).click();
  await office.page.getByRole('link', { name: '花脸稿：与现在比' }).waitFor();
  await typeAfter(office.page, '由园林中心管护', '居民满意。');
  await saved(office.page);
  await section(unit.page, '交稿');
  await confirm(unit.page, '交稿');
  await unit.page.getByText('已交稿').first().waitFor();
  await expect.poll(() => own(unit.page).getAttribute('contenteditable')).toBe('false');
  await office.page.reload();
  await section(office.page, '审定');
  await confirm(office.page, '审定');
  await office.page.getByText('已审定').first().waitFor();
  await office.page.getByRole('tab', { name: '版本' }).click();
  await office.page.getByRole('link', { name: '花脸稿：与现在比' }).click();
  await office.page.locator('ins', { hasText: '居民满意。' }).waitFor();
  await office.page.goBack();
  await paper(office.page).waitFor();
  const download = office.page.waitForEvent('download');
  await office.page.getByRole('button', { name: '下载' }).first().click();
  await office.page.getByRole('link', { name: /^DOCX/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.docx$/);
  expect(serious([...office.complaints(), ...unit.complaints()])).toEqual([]);
});
