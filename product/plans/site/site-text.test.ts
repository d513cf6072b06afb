import { expect, test } from 'vitest';
import { siteText } from './site-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ringOf = (text: string, name = '坐标.txt'): unknown => {
  const found = siteText(bytes(text), name);
  return found === null ? null : JSON.parse(new TextDecoder().decode(found.bytes)).coordinates[0];
};
const CLOSED = [[118.9, 25.1], [118.91, 25.1], [118.91, 25.11], [118.9, 25.1]]; // prettier-ignore

test.each([
  ['with commas', '118.9,25.1\n118.91,25.1\n118.91,25.11'],
  ['with blanks and an empty line', '118.9 25.1\r\n118.91 25.1\r\n\r\n118.91 25.11\r\n'],
  ['with Chinese commas, closed', '118.9，25.1\n118.91，25.1\n118.91，25.11\n118.9，25.1'],
  ['numbered', '1,118.9,25.1\n2,118.91,25.1\n3,118.91,25.11'],
  ['named', 'J1 118.9 25.1\nJ2 118.91 25.1\nJ3 118.91 25.11\nJ1 118.9 25.1'],
  ['with heights', '118.9,25.1,12.5\n118.91,25.1,13\n118.91,25.11,12'],
])('corners one a line %s are a ring', (_, text) => {
  expect(ringOf(text)).toEqual(CLOSED);
});

test('WKT becomes a table with a column of it, whatever it is called', () => {
  const found = siteText(
    bytes('\uFEFFSRID=4490;POLYGON((118.9 25.1,\n118.91 25.1, 118.91 25.11, 118.9 25.1))'),
    '地块.wkt',
  );
  expect(found?.name).toBe('地块.csv');
  expect(new TextDecoder().decode(found?.bytes)).toBe(
    'WKT\n"POLYGON((118.9 25.1, 118.91 25.1, 118.91 25.11, 118.9 25.1))"\n',
  );
});

test.each([
  ['a readme', '说明\n这里没有坐标', '说明.txt'],
  ['a table with a head', '经度,纬度\n118.9,25.1\n118.91,25.1', '点.csv'],
  ['two corners', '118.9,25.1\n118.91,25.1', '坐标.txt'],
  ['a file of another kind', '118.9,25.1\n118.91,25.1\n118.91,25.11', '坐标.dxf'],
  ['parcels of an application', '[属性描述]\n[地块坐标]\nJ1,1,2777606.5,389041.8', '报件.txt'],
])('%s is left to the readers of files', (_, text, name) => {
  expect(siteText(bytes(text), name)).toBeNull();
});
