import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionFromJson } from './json.ts';
import { conditionFromText } from './text.ts';

const property = (name: string) => ({ property: name });

test.each([
  ["code = '0101'", { op: '=', args: [property('code'), '0101'] }],
  ['areaM2 >= 1.5e3', { op: '>=', args: [property('areaM2'), 1500] }],
  [
    "name LIKE '海%' AND NOT use IS NULL",
    {
      op: 'and',
      args: [
        { op: 'like', args: [property('name'), '海%'] },
        { op: 'not', args: [{ op: 'isNull', args: [property('use')] }] },
      ],
    },
  ],
  [
    "a = 1 OR b = 2 AND c = 'it''s'",
    {
      op: 'or',
      args: [
        { op: '=', args: [property('a'), 1] },
        {
          op: 'and',
          args: [
            { op: '=', args: [property('b'), 2] },
            { op: '=', args: [property('c'), "it's"] },
          ],
        },
      ],
    },
  ],
  ['"地块 编号" NOT IN (1, 2)', { op: 'not', args: [{ op: 'in', args: [property('地块 编号'), [1, 2]] }] }],
  ['亩 BETWEEN -1 AND 2', { op: 'between', args: [property('亩'), -1, 2] }],
  [
    "CASEI(name) = casei('QG')",
    {
      op: '=',
      args: [
        { op: 'casei', args: [property('name')] },
        { op: 'casei', args: ['QG'] },
      ],
    },
  ],
  [
    'S_INTERSECTS(geometry, POINT(118.9 25.1))',
    {
      op: 's_intersects',
      args: [property('geometry'), { type: 'Point', coordinates: [118.9, 25.1] }],
    },
  ],
  [
    'S_INTERSECTS(geometry, BBOX(118, 25, 119, 26))',
    {
      op: 's_intersects',
      args: [property('geometry'), { bbox: [118, 25, 119, 26] }],
    },
  ],
  [
    's_intersects(geometry, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0))))',
    {
      op: 's_intersects',
      args: [
        property('geometry'),
        {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [0, 0],
                [1, 0],
                [1, 1],
                [0, 0],
              ],
            ],
          ],
        },
      ],
    },
  ],
  ["batch = DATE('2024-07-10')", { op: '=', args: [property('batch'), { date: '2024-07-10' }] }],
  ['(TRUE)', true],
])('%s is read, and its JSON is the same', (text, tree) => {
  expect(conditionFromText(text)).toEqual(tree);
  expect(conditionFromJson(JSON.stringify(tree))).toEqual(tree);
});

test.each([
  ['code =', '第 7 个字处不对：缺少属性名或值'],
  ["code = '0101' code", '第 15 个字处不对：这里多出了内容'],
  ['code', '缺少比较'],
  ['code = 1 AND', '缺少属性名或值'],
  ["code = 'x", "第 8 个字处不对：不认识“'”"],
  ['1 = 1; drop table x', '不认识“;”'],
  ['sleep(10) = 1', '不支持函数 SLEEP'],
  ['T_AFTER(a, b)', '不支持 T_AFTER'],
  ['S_INTERSECTS(geometry, CIRCLE(1))', '缺少'],
  ['a NOT = 1', 'NOT 后面缺少'],
  [`${'('.repeat(60)}a = 1${')'.repeat(60)}`, '括号套了 40 层以上'],
  ['', '缺少属性名或值'],
])('%s is refused in one sentence', (text, sentence) => {
  expect(() => conditionFromText(text)).toThrow(sentence);
});

test.each([
  '{',
  '[]',
  '{"op":"exec","args":[1]}',
  '{"op":"=","args":[1]}',
  '{"op":"in","args":[1,2]}',
  '"x"',
  '{"op":"and","args":[]}',
])('the JSON %s is refused', (json) => expect(() => conditionFromJson(json)).toThrow(/^The filter is wrong/));

test('whatever is typed either is a filter or one sentence, and soon', () => {
  const word = fc.constantFrom(
    '(',
    ')',
    'AND',
    'OR',
    'NOT',
    'a',
    '"b',
    "'c'",
    '1',
    '=',
    'LIKE',
    'IN',
    ',',
    'BBOX',
    'POINT',
    'S_INTERSECTS',
    '%',
    '<',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
      ),
      (text) => {
        try {
          conditionFromText(text);
        } catch (error) {
          expect(String(error)).toMatch(/^Fault: The filter is (wrong at character \d+|too costly): /);
        }
      },
    ),
  );
});
