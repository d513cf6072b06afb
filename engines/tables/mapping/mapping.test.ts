import { expect, test } from 'vitest';
import {
  code,
  day,
  decimalNumber,
  defineRegister,
  everyone,
  money,
  nobody,
  organisation,
  point,
  type Register,
  ratio,
  text,
  yesNo,
} from '@quantu/registers';
import { cityProgress, investment } from '../../../fixtures/workbooks/office.ts';
import { readWorkbook } from '../read/open-table.ts';
import { understandSheet, type UnderstoodSheet } from '../understand/sheet.ts';
import { guessMapping, knownHeads } from './guess.ts';
import { layoutOf, recalled, remembered } from './layout.ts';

const projects: Register = defineRegister('try-project', {
  label: '试验项目',
  key: ['code'],
  title: 'name',
  access: { read: everyone, write: nobody },
  fields: {
    code: text({ label: '项目代码', required: true }),
    name: text({ label: '项目名称', required: true }),
    programme: code({ label: '专项', set: 'programme', aliases: ['分组标题'] }),
    lead: organisation({ label: '责任单位' }),
    totalYuan: money({ label: '总投资', show: '亿元' }),
    plannedYuan: money({ label: '年度计划投资', show: '万元' }),
    doneYuan: money({ label: '年度完成投资', show: '万元' }),
    landMu: decimalNumber({ label: '用地面积', unit: '亩', places: 2 }),
    startedOn: day({ label: '开工日期' }),
    rate: ratio({ label: '完成率', typedBecause: 'the site reports it' }),
    isStarted: yesNo({ label: '是否开工' }),
    place: point({ label: '位置' }),
  },
});

const understood = async (make: () => Promise<Uint8Array>, at = 0): Promise<UnderstoodSheet> => {
  const { sheets } = await readWorkbook(await make(), 'x.xlsx');
  return understandSheet(sheets[at]!, { known: knownHeads(projects) });
};

test('the columns of a progress table find their fields and units', async () => {
  const sheet = await understood(cityProgress.make);
  const mapping = guessMapping(projects, sheet).map(({ column, field, unit }) => [column, field, unit]);
  expect(mapping.filter(([, field]) => field !== null)).toEqual([
    [2, 'code', null],
    [3, 'name', null],
    [4, 'lead', null],
    [5, 'totalYuan', '万元'],
    [6, 'plannedYuan', '万元'],
    [7, 'doneYuan', '万元'],
    [8, 'landMu', '亩'],
    [9, 'startedOn', null],
    [10, 'rate', null],
    [11, 'isStarted', null],
    [16_386, 'programme', null],
  ]);
});

test('each column of a sum keeps the unit of its own head', async () => {
  const sheet = await understood(investment.make);
  const total = guessMapping(projects, sheet).find(({ field }) => field === 'totalYuan');
  expect(total).toMatchObject({ column: 4, unit: '亿元' });
});

test('words that offices use for one another are one', () => {
  const columns = ['项目编号', '项目名称', '开工时间'].map((head, i) => ({
    column: i + 1,
    letter: '',
    head,
    unit: null,
    isHidden: false,
    isIgnored: false,
    samples: [],
  }));
  const mapping = guessMapping(projects, { columns, unit: null } as unknown as UnderstoodSheet);
  expect(mapping.map(({ field }) => field)).toEqual(['code', 'name', 'startedOn']);
});

const mappedHeads = (heads: readonly string[]) => {
  const columns = heads.map((head, i) => ({
    column: i + 1,
    letter: '',
    head,
    unit: null,
    isHidden: false,
    isIgnored: false,
    samples: [],
  }));
  return guessMapping(projects, { columns, unit: null } as unknown as UnderstoodSheet).map(({ field, unit }) => [
    field,
    unit,
  ]);
};

test.each([
  ['经度', '纬度'],
  ['东经经度', '北纬纬度'],
  ['lon', 'lat'],
  ['Lng', 'Latitude'],
])('%s and %s in two columns are one point', (longitude, latitude) => {
  expect(mappedHeads(['项目代码', longitude, latitude])).toEqual([
    ['code', null],
    ['place', '经度'],
    ['place', '纬度'],
  ]);
});

test.each([
  ['高德经度', '高德纬度'],
  ['经度（GCJ-02）', '纬度（GCJ-02）'],
  ['百度经度', '百度纬度'],
  ['经度（西安80）', '纬度（西安80）'],
])('%s and %s are of another datum and not taken as they stand', (longitude, latitude) => {
  expect(mappedHeads(['项目代码', longitude, latitude])).not.toContainEqual(['place', '经度']);
});

test('a mapping is remembered by heads: the next file may have its columns in another order, and other rows', async () => {
  const sheet = await understood(cityProgress.make);
  const mapping = guessMapping(projects, sheet).map((one) => (one.column === 12 ? { ...one, field: 'name' } : one));
  const kept = remembered(sheet, mapping);
  const turned = { ...sheet, columns: [...sheet.columns].reverse() };
  const again = recalled(turned, kept, (field) => field in projects.fields);
  expect(again.find(({ column }) => column === 12)).toMatchObject({ field: 'name', confidence: 1 });
  expect(recalled(sheet, kept, () => false).every(({ field }) => field === null)).toBe(true);
  expect(layoutOf(sheet)).toBe(layoutOf({ ...sheet, columns: sheet.columns.map((one) => ({ ...one, samples: [] })) }));
});
