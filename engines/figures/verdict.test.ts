import { readText } from '@quantu/documents';
import { expect, test } from 'vitest';
import { verdictOn } from './verdict.ts';

/** The first figure of a sentence, as the reader of documents sees it. */
const printed = (sentence: string) => readText(`情况报告\n\n${sentence}\n`).figures[0]!;

test.each([
  ['总投资304.36亿元。', '30436000000', true],
  ['总投资304.36亿元。', '30435500000', true],
  ['总投资304.36亿元。', '30436500000', true],
  ['总投资304.36亿元。', '30436500001', false],
  ['总投资304.36亿元。', '30435499999', false],
  ['洽谈对接项目33个。', '33', true],
  ['洽谈对接项目33个。', '34', false],
  ['举办活动200多场次。', '235', true],
  ['举办活动200多场次。', '200', false],
  ['举办活动200多场次。', '300', false],
  ['发放20余万元。', '290000', true],
  ['发放20余万元。', '300000', false],
  ['吸引游客近120万人次。', '1185000', true],
  ['吸引游客近120万人次。', '1200000', false],
  ['吸引游客近120万人次。', '1000000', false],
  ['带动消费约1.1亿元。', '112000000', true],
  ['带动消费约1.1亿元。', '130000000', false],
  ['培训3200人次以上。', '3200', true],
  ['培训3200人次以上。', '3199', false],
  ['培训超过3200人次。', '3200', false],
  ['不超过50个项目。', '50', true],
  ['不超过50个项目。', '51', false],
  ['占比63%～68%。', '65', true],
  ['占比63%～68%。', '70', false],
  ['完成率70.3%。', '70.338983', true],
  ['完成率70.3%。', '70.4', false],
])('%s is said of %s: %s', (sentence, computed, isTrue) => {
  expect(verdictOn(printed(sentence), computed).state).toBe(isTrue ? 'matched' : 'drifted');
});

test('a drift says by how much, from the nearer end of a range', () => {
  expect(verdictOn(printed('洽谈对接项目33个。'), '38')).toEqual({ state: 'drifted', by: '5' });
  expect(verdictOn(printed('占比63%～68%。'), '70.5')).toEqual({ state: 'drifted', by: '2.5' });
});

test('without a computed value nothing is matched and nothing has drifted', () => {
  expect(verdictOn(printed('洽谈对接项目33个。'), null)).toEqual({ state: 'unjudged' });
});
