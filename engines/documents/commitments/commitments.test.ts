import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foundingReport } from '../entities/founding-report.testing.ts';
import { readFigures } from '../figures/index.ts';
import type { Commitment } from '../reading.ts';
import { readOutline } from '../structure/index.ts';
import { dueIn } from './due.ts';
import { findCommitments } from './index.ts';
import { statedOwner } from './owner.ts';

function promisesIn(text: string): Commitment[] {
  const outline = readOutline(text);
  return findCommitments(outline, readFigures(outline));
}

function next(text: string): Commitment[] {
  return promisesIn(`一、办理情况\n已完成改造。\n二、下一步工作\n${text}`);
}

describe('what is a promise', () => {
  test('one per governing verb, adverbs do not count', () => {
    expect(
      next('系统谋划空间布局，切实加快推进河西区控规修编，全面提升出行体验。').map(({ verb, object }) => [
        verb,
        object,
      ]),
    ).toEqual([
      ['谋划', '空间布局'],
      ['加快推进', '河西区控规修编'],
      ['提升', '出行体验'],
    ]);
  });

  test('a list of objects under one verb is one promise, verb phrases in a row are several', () => {
    expect(next('推进甲路、乙路、丙路等道路改造。')).toHaveLength(1);
    expect(next('高品质推动城乡建设、高标准打造园林景观、高质量传承历史文化。').map(({ verb }) => verb)).toEqual([
      '推动',
      '打造',
      '传承',
    ]);
  });

  test.each([
    ['把甲厂的搬迁放在突出位置。', '放在', '甲厂的搬迁放在突出位置'],
    ['把群众的需求，特别是老人的需求放在首位。', '放在', '群众的需求，特别是老人的需求放在首位'],
    ['在最短时间内把人才、资金聚集起来。', '聚集', '人才、资金'],
    ['吸引人才来县创业，农村人口向县城集中。', '吸引', '人才来县创业'],
    ['加快布局新型储能等新赛道。', '布局', '新型储能等新赛道'],
    ['加快绿化，完善配套。', '加快', '绿化'],
  ])('the object keeps the order of the text: %s', (text, verb, object) => {
    expect(next(text)[0]).toMatchObject({ verb, object });
  });

  test.each([
    ['吸引人才来县创业，农村人口向县城集中。', ['人才来县创业', '农村人口向县城集中']],
    ['深入学习贯彻上级精神，新建公园。', ['公园']],
    ['由市督查室发函提醒。教育是大计。', []],
  ])('%s', (text, objects) => {
    expect(next(text).map(({ object }) => object)).toEqual(objects);
  });

  test('grounds and aims are no promises of their own', () => {
    expect(next('聚焦群众需求，围绕教育医疗，按照上级要求，扩大学位供给。').map(({ verb }) => verb)).toEqual(['扩大']);
  });

  test('what stands between the heading and its first section introduces', () => {
    const text =
      '一、办理情况\n（一）甲。已完成。\n（二）乙。已完成。\n二、下一步工作打算\n接下来，区政府将在区人大常委会的指导下，加快部署，促进融合。\n（一）做大能级。建立数据库。\n（二）做靓颜值。开发东岸地块。';
    expect(promisesIn(text).map(({ verb }) => verb)).toEqual(['建立', '开发']);
  });

  test('a reply without a 下一步 part promises in its last paragraph', () => {
    const text =
      '某某代表：\n你提的建议收悉。该厂已建成投用。下一步，我局将积极争取项目资金，分步推进管网建设。感谢你的支持。';
    expect(promisesIn(text).map(({ verb, object, owner }) => [verb, object, owner])).toEqual([
      ['争取', '项目资金', '我局'],
      ['推进', '管网建设', '我局'],
    ]);
  });

  test('what was done is no promise', () => {
    expect(promisesIn('一、办理情况\n完成改造，推进建设，建立机制。')).toEqual([]);
  });

  test('an end date behind the promise belongs to it', () => {
    const [promise, ...more] = next('加快区医院新院区内部装修，确保2024年9月投用。');
    expect(more).toEqual([]);
    expect(promise?.due).toBe('2024年9月');
  });
});

describe('owner, date and measure', () => {
  test.each([
    ['由区住建局牵头推进老旧小区改造。', '区住建局'],
    ['推进老旧小区改造（责任单位：区住建局、区财政局）。', '区住建局、区财政局'],
    ['推进老旧小区改造，区城管局负责。', '区城管局'],
    ['推进老旧小区改造。（责任单位：区住建局）', '区住建局'],
    ['推进老旧小区改造。', null],
    ['各有关部门负责推进老旧小区改造。', null],
  ])('owner: %s', (text, owner) => {
    expect(next(text)[0]?.owner).toBe(owner);
  });

  test.each([
    ['2024年底前完成老旧小区改造15个。', '2024年底前'],
    ['年内建成公园5个。', '年内'],
    ['6月底前完成招标。', '6月底前'],
    ['到2027年建成滨海步道。', '到2027年'],
    ['第三季度启动建设。', '第三季度'],
    ['“十五五”期间建设污水处理厂。', '“十五五”期间'],
    ['三个月内完成整改。', '三个月内'],
    ['推进《总体规划（2021-2035年）》实施。', null],
    ['巩固2023年度审计整改成果。', null],
  ])('date: %s', (text, due) => {
    expect(next(text)[0]?.due ?? null).toBe(due);
  });

  test('a date of its own in front of a sentence holds for all its promises', () => {
    expect(next('2025年6月底前，完成管网改造，启动泵站建设。').map(({ due }) => due)).toEqual([
      '2025年6月底前',
      '2025年6月底前',
    ]);
  });

  test('the measure is the words around the figures', () => {
    expect(next('加快绿化，新建口袋公园 5 个，提升品质。').map(({ measure }) => measure)).toEqual([
      null,
      '新建口袋公园 5 个',
      null,
    ]);
  });

  test('owner and date at the head of a sentence hold for all its promises, each with its own measure', () => {
    const promises = next('由区住建局牵头，2027年底前完成老旧小区改造6个，新建污水管网32公里。');
    expect(promises.map(({ owner, due, measure }) => [owner, due, measure])).toEqual([
      ['区住建局', '2027年底前', '完成老旧小区改造6个'],
      ['区住建局', '2027年底前', '新建污水管网32公里'],
    ]);
  });

  test('a result with its own subject is a promise of its own', () => {
    const promises = next('2027年，力争工业增加值增长8%以上，到位资金突破40亿元。');
    expect(promises.map(({ verb, object, due }) => [verb, object, due])).toEqual([
      ['力争', '工业增加值增长8%以上', '2027年'],
      ['突破', '到位资金突破40亿元', '2027年'],
    ]);
  });

  test('a sentence of its own that only says who and when speaks of the promises before it', () => {
    const promises = next('新建学校3所。新增学位1200个。由区教育局、区住建局负责，2027年8月底前完成。');
    expect(promises.map(({ owner, due }) => [owner, due])).toEqual([
      ['区教育局、区住建局', '2027年8月底前'],
      ['区教育局、区住建局', '2027年8月底前'],
    ]);
  });

  test('an office that 由 names with its partner owns the promise', () => {
    const promises = next('推进地下管网普查，由区住建局会同区城管局于2027年3月底前完成普查。');
    expect(promises.map(({ verb, owner, due }) => [verb, owner, due])).toEqual([
      ['推进', '区住建局', null],
      ['完成', '区住建局', '2027年3月底前'],
    ]);
  });

  test.each([
    ['力争全年新增签约项目不少于20个。', '全年', '新增签约项目不少于20个'],
    ['与区卫健局共同推动10家医院签约合作。', null, '推动10家医院签约合作'],
    ['完成投资53亿元以上；滞后10个百分点以上的县发函提醒。', null, '完成投资53亿元以上'],
    ['改造中小学、幼儿园6所。', null, '改造中小学、幼儿园6所'],
  ])('%s', (text, due, measure) => {
    const [promise] = next(text);
    expect([promise?.due, promise?.measure]).toEqual([due, measure]);
  });

  test('a date without an end is none, and none is found in plain text', () => {
    expect(dueIn('自2018年以来持续推进')).toBeNull();
    expect(statedOwner('推进责任落实')).toBeNull();
  });
});

const bits = fc.constantFrom(
  ...'推进 建设 、 ， 。 ； ： “ ” （ ） 由 牵头 责任单位： 区住建局 2024年底前 年内 下一步 我局将 5个 一是 二是 确保 完成 项目 \n 将 把 纳入'.split(
    ' ',
  ),
);

test('any text is read without a throw and every promise lies inside it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string({ maxLength: 5 })), { maxLength: 60 }), (parts) => {
      const text = `一、办理情况\n好。\n二、下一步工作\n${parts.join('')}`;
      for (const { start, end, verb } of promisesIn(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(verb).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

const founding = foundingReport();

test.skipIf(founding === null)('the founding report promises some 29 things and names no owner, date or number', () => {
  const promises = promisesIn(founding ?? '');
  expect(promises.length).toBeGreaterThanOrEqual(26);
  expect(promises.length).toBeLessThanOrEqual(31);
  expect(promises.filter((promise) => promise.owner ?? promise.due ?? promise.measure)).toEqual([]);
  const sections = new Set(promises.map((promise) => promise.section));
  expect([...sections]).toEqual(['s2.1', 's2.2', 's2.3']);
});
