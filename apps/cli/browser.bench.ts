import type { Page } from 'playwright-core';
import { benchLine, fromTouch, withPage } from './bench-page.ts';
import { DISTRICT, manyProjects, PROJECTS } from './many-projects.ts';

const TURNS = 3;
const LIST = `/d/${DISTRICT}/registers/city-project`;

/** The list of 200,000 records in a real browser: from a click or a key to the rows, and how even it scrolls. */
export async function benchBrowser(): Promise<string> {
  const { store, close } = await manyProjects();
  try {
    const lines = await withPage(store, LIST, measuredPage);
    return [`${PROJECTS} 条记录的列表页，Chromium（毫秒）\t中位数\t最慢`, ...lines, ''].join('\n');
  } finally {
    await close();
  }
}

/** What the page looks like when what was asked for is there. */
const HAS = {
  rows: `document.querySelector('.row-link') !== null`,
  found: (count: string) => `document.querySelector('.page-head')?.textContent.includes('共 ${count} 条')`,
  first: (code: string) => `document.querySelector('.row-link')?.textContent.includes('${code}')`,
  groups: `document.querySelectorAll('tbody .group-row').length > 1`,
  record: `document.querySelector('.record-drawer .ant-tabs') !== null`,
};

async function measuredPage(page: Page): Promise<string[]> {
  const lines: string[] = [];
  const measure = async (name: string, turn: () => Promise<number>): Promise<void> => {
    const times: number[] = [];
    for (let i = 0; i < TURNS; i++) times.push(await turn());
    lines.push(benchLine(name, times));
  };
  const fresh = async (search = ''): Promise<void> => {
    await page.goto(`${LIST}${search}`);
    await page.waitForFunction(HAS.rows);
  };
  const group = async (): Promise<number> => {
    await page.getByRole('combobox', { name: '分组' }).click();
    return fromTouch(page, () => page.getByTitle('专项', { exact: true }).last().click(), HAS.groups);
  };
  await measure('打开列表到第一行', async () => {
    const from = performance.now();
    await fresh();
    return performance.now() - from;
  });
  await measure('末次按键到搜索结果（含停顿 250）', async () => {
    await fresh();
    return fromTouch(page, () => page.getByLabel('查找').first().pressSequentially('项目199'), HAS.found('1,111'));
  });
  await measure('翻到第 2 页', async () => {
    await fresh();
    return fromTouch(page, () => page.getByTitle('2', { exact: true }).click(), HAS.first('CJ-000101'));
  });
  await measure('按金额排序', async () => {
    await fresh();
    const head = page.getByRole('columnheader', { name: '年度计划投资' }).getByRole('button');
    return fromTouch(page, () => head.click(), `!(${HAS.first('CJ-000001')})`);
  });
  await measure('按专项分组', async () => {
    await fresh();
    return group();
  });
  await measure('从一组到它的记录', async () => {
    await fresh();
    await group();
    return fromTouch(page, () => page.getByRole('button', { name: '只看' }).first().click(), HAS.found('40,000'));
  });
  await measure('打开一条记录', async () => {
    await fresh();
    return fromTouch(page, () => page.locator('.row-opener').nth(3).click(), HAS.record);
  });
  await fresh('?size=200');
  lines.push(benchLine('滚动 200 行时的帧', await frames(page)));
  return lines;
}

/** In the page, as text: it knows nothing of what a compiler adds to functions. */
const FRAMES = `new Promise((resolve) => {
  const times = [];
  let last = performance.now();
  requestAnimationFrame(function next(now) {
    times.push(now - last);
    last = now;
    if (times.length < 120) requestAnimationFrame(next);
    else resolve(times.slice(1));
  });
})`;

/** How long each frame took while the wheel was turned. */
async function frames(page: Page): Promise<number[]> {
  await page.locator('.grid-frame').hover();
  const recorded = page.evaluate<number[]>(FRAMES);
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 120);
  return recorded;
}
