import { looksAt, createReport, paperOf, saveText, type Looked } from '@quantu/reports/server';
import { longReport } from '@quantu/reports/testing';
import { figuresOf, type ReportBlock, type ReportInline } from '@quantu/reports';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import type { Store } from '@quantu/store';
import type { Page } from 'playwright-core';
import { benchLine, fromTouch, withPage } from './bench-page.ts';
import { DISTRICT, manyProjects, PROJECTS } from './many-projects.ts';

const TURNS = 5;
const KEYS = 15;
const LIST = `/d/${DISTRICT}/reports`;
const TITLE = '关于城建项目审议意见办理情况的报告';
const viewer = programViewer('bench');

/**
 * A report of 30 pages with 400 bound numbers over a register of 200,000 records: every number held against the register
 * again, and in a real browser from the click to a paper that can be written, from a key to what the linter says.
 */
export async function benchReports(): Promise<string> {
  const { store, close } = await manyProjects();
  try {
    const figures = boundFigures();
    const evaluation = await evaluated(store, figures);
    const lines = await writtenReport(store, figures).then((report) =>
      withPage(store, LIST, (page) => measuredPage(page, report)),
    );
    const distinct = new Set(figures.map((one) => JSON.stringify(one.bound))).size;
    return [
      `30 页、${figures.length} 个绑定数字（${distinct} 个不同的指标）的报告，${PROJECTS} 条记录（毫秒）\t中位数\t最慢`,
      evaluation,
      ...lines,
      '',
    ].join('\n');
  } finally {
    await close();
  }
}

async function evaluated(store: Store, figures: readonly Looked[]): Promise<string> {
  const times: number[] = [];
  for (let turn = 0; turn <= TURNS; turn++) {
    const from = performance.now();
    await looksAt(store.read(DISTRICT), books, viewer, figures, null);
    if (turn > 0) times.push(performance.now() - from);
  }
  return benchLine('全部数字重新核对（预算 2000）', times);
}

/** As a report has them: every declared figure of the register, whole and by its groups, over and over. */
function boundFigures(): Looked[] {
  const register = books.registers.get('city-project')!;
  const asked = Object.entries(register.figures ?? {}).flatMap(([figure, { unit, by }]) => [
    { figure, unit, scope: null },
    ...(by ?? []).flatMap(
      (field) => GROUPS[field]?.map((value) => ({ figure, unit, scope: `${field}:${value}` })) ?? [],
    ),
  ]);
  return figuresOf(longReport().text.sections).map(({ figure: { id } }, at) => {
    const { figure, unit, scope } = asked[at % asked.length]!;
    const bound = { register: register.name, figure, scope, period: null, unit, decimals: 0 };
    return { id, text: `${at}${unit}`, bound };
  });
}

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  programme: ['livable', 'green', 'traffic', 'resilient', 'smart', 'village', 'model'],
  light: ['green', 'yellow', 'red'],
};

/** The long report with numbers of this district that hold; gives its id. */
async function writtenReport(store: Store, figures: readonly Looked[]): Promise<string> {
  const looks = await looksAt(store.read(DISTRICT), books, viewer, figures, null);
  const printed = new Map(figures.map(({ id, bound }, at) => [id, { bound, text: looks[at]!.expected ?? '0个' }]));
  const own = (inline: ReportInline): ReportInline =>
    inline.kind === 'figure' ? { ...inline, ...printed.get(inline.id)! } : inline;
  const blocks = longReport().text.sections.flatMap((section) =>
    section.blocks.map((block): ReportBlock =>
      block.kind === 'paragraph' ? { ...block, inlines: block.inlines.map(own) } : block,
    ),
  );
  const change = { district: DISTRICT, actor: 'bench', action: 'report.write' };
  return store.transact(change, async (tx) => {
    const id = await createReport(tx, books, viewer, '测速区', { title: TITLE, opinion: null, pattern: null });
    const paper = await paperOf(tx, books, viewer, id);
    const { id: section, revision } = paper.sections[1]!;
    await saveText(tx, viewer, paper, section, { base: revision, blocks });
    return id;
  });
}

/** What the page looks like when what was asked for is there. */
const IS = {
  writable: `document.querySelectorAll('.paper-text [contenteditable=true] .fig').length >= 400
    || (document.querySelector('.paper-text[contenteditable=true], .paper-text > [contenteditable=true]') !== null
      && document.querySelectorAll('.paper-text .fig').length >= 400)`,
  judged: `document.querySelectorAll('.paper-text .fig.is-matched').length >= 300`,
  found: `document.querySelector('.slip[title*="应为全角"]') !== null`,
  none: `document.querySelector('.slip[title*="应为全角"]') === null`,
};

async function measuredPage(page: Page, report: string): Promise<string[]> {
  const opened: number[] = [];
  const judged: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await page.goto(LIST);
    const link = page.getByRole('link', { name: TITLE });
    await link.waitFor();
    opened.push(await fromTouch(page, () => link.click(), IS.writable));
    await page.waitForFunction(IS.judged, null, { polling: 'raf' });
    judged.push(await page.evaluate<number>('performance.now() - globalThis.touchedAt'));
  }
  const direct: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await page.goto(`${LIST}/${report}`);
    await page.waitForFunction(IS.writable, null, { polling: 'raf' });
    direct.push(await page.evaluate<number>('performance.now()'));
  }
  await page.waitForFunction(IS.judged, null, { polling: 'raf' });
  return [
    benchLine('从列表点开到可以写（预算 1000）', opened),
    benchLine('从网址打开到可以写', direct),
    benchLine('从列表点开到全部数字核对完', judged),
    ...(await typedLines(page)),
  ];
}

/** A half-width comma behind a word of the middle of the report, and away again. */
async function typedLines(page: Page): Promise<string[]> {
  const found: number[] = [];
  const gone: number[] = [];
  await page.locator('.paper-text p', { hasText: '坚持问题导向和目标导向相统一' }).nth(20).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  for (let key = 0; key < KEYS; key++) {
    found.push(await fromTouch(page, () => page.keyboard.press(','), IS.found));
    gone.push(await fromTouch(page, () => page.keyboard.press('Backspace'), IS.none));
  }
  return [
    benchLine('按键到校核指出（含停顿 16，预算 100）', found),
    benchLine('按键到校核撤下（含停顿 16，预算 100）', gone),
  ];
}
