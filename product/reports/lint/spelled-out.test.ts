import { expect, test } from 'vitest';
import { spelledOutSlips } from './spelled-out.ts';

/** A sentence whose arithmetic holds, and the same with one number that does not. */
const pairs: readonly (readonly [holds: string, fails: string])[] = [
  ['三次产业结构为5.2:60.3:34.5。', '三次产业结构为5.2:61.3:34.5。'],
  ['满意占62.5%，基本满意占30.1%，不满意占7.4%。', '满意占62.5%，基本满意占30.1%，不满意占8.4%。'],
  ['完成投资120亿元，比上年的100亿元增长20%。', '完成投资120亿元，比上年的100亿元增长15%。'],
  ['完成投资12.0亿元，同比增长20%，增加2.0亿元。', '完成投资12亿元，同比增长20%，增加3亿元。'],
  ['完成投资8.0亿元，同比下降20%，减少2.0亿元。', '完成投资8.0亿元，同比下降20%，减少3.0亿元。'],
  ['污水处理率由92.3%提高到95.1%，提高2.8个百分点。', '污水处理率由92.3%提高到95.1%，提高2.6个百分点。'],
  ['计划投资100亿元，已完成投资65亿元，占年度计划的65%。', '计划投资100亿元，已完成投资65亿元，占年度计划的75%。'],
  [
    '一季度完成投资12.4亿元，二季度完成投资13.4亿元，上半年完成投资25.9亿元。',
    '一季度完成投资12.4亿元，二季度完成投资13.4亿元，上半年完成投资26.9亿元。',
  ],
  ['上半年开工12个，下半年开工13个，全年开工25个。', '上半年开工12个，下半年开工13个，全年开工26个。'],
];

test.each(pairs)('%s holds, and %s does not', (holds, fails) => {
  expect(spelledOutSlips(holds).filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(spelledOutSlips(fails)).toEqual([expect.objectContaining({ severity: 'warn' })]);
});

test('what rounding may explain is a hint, what is of different things is nothing', () => {
  expect(spelledOutSlips('一季度完成投资12亿元，二季度完成投资13亿元，上半年完成投资26亿元。')).toEqual([
    expect.objectContaining({ severity: 'info', text: expect.stringContaining('12亿元＋13亿元不等于上半年的26亿元') }),
  ]);
});

test.each([
  '一季度完成投资12亿元，上半年完成投资26亿元，前三季度完成投资40亿元。',
  '一季度计划投资12亿元，二季度计划投资13亿元，上半年计划投资20亿元。',
  '一季度开工12个，二季度竣工13个，上半年验收20个。',
  '其中住宅占40%，商业占30%，住宅中小户型占33%。',
  '满意占62.5%，其中很满意占30.1%，不满意占8.4%。',
  '比例为1:500，坡度1:2.5。',
  '由92.3%提高到95.1%，比全省高2.6个百分点。',
])('%s says nothing that one could compute', (said) => {
  expect(spelledOutSlips(said)).toEqual([]);
});
