import { expect, test } from 'vitest';
import { byClass, classesOf } from './classes.ts';

const group = (value: string | null, count: number) => ({ value, label: `第${value}类`, count, sums: {} });

test('states keep their order, what has no value comes last, and all are told apart', () => {
  const classes = classesOf([group(null, 9), group('b', 5), group('a', 1)], ['a', 'b'], () => null);
  expect(classes.map(({ value }) => value)).toEqual(['a', 'b', null]);
  expect(new Set(classes.map(({ colour }) => colour)).size).toBe(3);
  expect(classes.at(-1)).toMatchObject({ label: '没有填', shape: 'ring' });
});

test('a light is a colour and a shape', () => {
  const classes = classesOf([group('red', 1), group('green', 1)], [], (value) => (value === 'red' ? 'bad' : 'good'));
  expect(classes.map(({ shape }) => shape)).toEqual(['square', 'circle']);
});

test('the map is asked for the class of each shape, and there is an answer for all others', () => {
  const classes = classesOf([group('a', 1), group(null, 1)], [], () => null);
  expect(byClass('by', classes, ({ label }) => label, '其他')).toEqual([
    'match',
    ['to-string', ['get', 'by']],
    'a',
    '第a类',
    '其他',
  ]);
  expect(byClass('by', [], ({ label }) => label, '其他')).toBe('其他');
});
