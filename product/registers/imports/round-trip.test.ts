import { buffer } from 'node:stream/consumers';
import type { Geometry } from '@quantu/geometry';
import { removeMany, writeMany } from '@quantu/registers/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportOf, type ExportFormat } from '../exports.server.ts';
import { rowsAnswer } from './answer.server.ts';
import type { Desk } from './runs.server.ts';
import { deskFor, office, openTrial, program, tried, tryBooks, tryProjects } from './try.testing.ts';
import { TableWorkers } from './worker/table-workers.server.ts';

let trial: Awaited<ReturnType<typeof openTrial>>;
let desk: Desk;
const workers = new TableWorkers();
beforeAll(async () => {
  trial = await openTrial(workers);
  desk = deskFor(trial);
});
afterAll(async () => {
  await trial.store.close();
  await workers.close();
});

/** What a sheet, a separator, a formula, an escape or a person could take for something else. */
const NASTY = [
  ['=1+1', '+86', '-', '@x', "'", "'=1", "''+", '—', '/', '无', '\t=x', '=', '"', '""', '="007"', ',', ';;', '|a|b'],
  ['_x0041_', '_x005F_', '_x0041_x0042_', '_xZZZZ_', '&amp;', '<b>', ']]>', '\u0085x', 'a\u00a0b', '\ufeff', 'é'],
  ['合计', '小计：', '本月合计（万元）', '总计', '一、交通', '（二）水利', '第一批', '注：同上', '填表人：甲', '说明'],
  [
    '填写示例：甲',
    '示例',
    '序号',
    '项目代码',
    '项目名称',
    '责任单位',
    '1',
    '2',
    '3',
    '甲',
    '乙',
    '丙',
    '（1）',
    '备注：无',
  ],
  ['00123', '350505199001011234', '12345678901234567890', '1e5', '1.0', '1,234', '78.5%', '2024-3-5', '20240305'],
  ['45000', '3.10', '１２３', '12亩', '1.5万元', 'TRUE', 'false', 'null', '#REF!', '#N/A', '（无权查看）', '否'],
  ['a，b，c，d', 'a,b,c,d', 'a;b;c;d', 'a\tb\tc', 'a\nb', 'a\r\nb', 'a\rb', '"a\n,"b"', ' 前后 ', '\n换行\n', 'a  b'],
].flat();
const texts = fc.oneof(
  { arbitrary: fc.constantFrom(...NASTY), weight: 4 },
  {
    arbitrary: fc.array(fc.constantFrom(...NASTY), { minLength: 2, maxLength: 3 }).map((parts) => parts.join('')),
    weight: 1,
  },
  { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), weight: 1 },
);
const named = texts.filter((text) => text.trim() !== '');
const digits = (places: number) =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), fc.integer({ min: 0, max: places }))
    .map(([whole, point]) => decimalText(whole, point));
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 3 });
const instants = fc.oneof(
  fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  fc.constantFrom('2024-03-04T16:00:00Z', '2024-03-05T01:02:03Z', '2024-03-05T01:02:00Z').map((text) => new Date(text)),
);
const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const dayTexts = dates.map((date) => date.toISOString().slice(0, 10));
const angles = (min: number, max: number) => fc.integer({ min: min * 1e7, max: max * 1e7 }).map((value) => value / 1e7);

function decimalText(whole: bigint, point: number): string {
  const all = String(whole < 0n ? -whole : whole).padStart(point + 1, '0');
  const text = point === 0 ? all : `${all.slice(0, -point)}.${all.slice(-point)}`;
  return whole < 0n ? `-${text}` : text;
}

/** Of so many corners that a sheet's cell cannot hold the largest. */
const outlines = fc.constantFrom(5, 60, 1500).map((corners): Geometry => {
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    const [east, north] = [118.9 + 0.01 * Math.cos(angle), 25.1 + 0.01 * Math.sin(angle)];
    return [Number(east.toFixed(9)), Number(north.toFixed(9))] as const;
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
});

const records = fc.uniqueArray(
  fc.record({
    code: named,
    name: named,
    note: maybe(texts),
    secret: maybe(texts),
    programme: maybe(fc.constantFrom('03', '04')),
    totalYuan: maybe(digits(2)),
    plannedYuan: maybe(digits(2)),
    doneYuan: maybe(digits(2).map((text) => text.replace('-', ''))),
    landMu: maybe(digits(2)),
    households: maybe(fc.maxSafeInteger()),
    startedOn: maybe(dayTexts),
    reportedIn: maybe(dayTexts.map((text) => text.slice(0, 7))),
    seenAt: maybe(instants.map((date) => date.toISOString())),
    rate: maybe(digits(17)),
    isStarted: maybe(fc.boolean()),
    outline: fc.option(outlines, { nil: null, freq: 1 }),
    place: maybe(
      fc.tuple(angles(73, 136), angles(3, 54)).map((coordinates): Geometry => ({ type: 'Point', coordinates })),
    ),
  }),
  { minLength: 20, maxLength: 40, selector: ({ code }) => code.replace(/\r\n?/g, '\n').trim().normalize('NFC') },
);

const change = {
  get district() {
    return desk.district;
  },
  actor: office.account,
  action: 'test',
};

async function exported(format: ExportFormat): Promise<Buffer> {
  const out = { ...desk, person: { viewer: office }, db: desk.store.read(desk.district) };
  const { bytes } = await exportOf(out, format, { conditions: [] }, undefined);
  return bytes instanceof Uint8Array ? Buffer.from(bytes) : buffer(bytes);
}

/** What a row that is not unchanged says, without the cells that are. */
function told({ kind, problem, cells }: Awaited<ReturnType<typeof rowsAnswer>>['data'][number]): unknown {
  const wrong = Object.entries(cells).filter(([, cell]) => cell.isChanged || cell.problem !== null);
  return { kind, problem, wrong: Object.fromEntries(wrong) };
}

test.each(['xlsx', 'csv', 'geojson'] as const)(
  'whatever the records say, an exported %s is imported with every row unchanged',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(records, async (values) => {
        const wishes = values.map((one) => ({ values: { ...one, lead: trial.ids[0]! } }));
        const made = await desk.store.transact(change, (tx) => writeMany(tx, tryBooks, tryProjects, program, wishes));
        const run = await tried(desk, await exported(format), `导出.${format}`);
        const { data } = await rowsAnswer(desk, run, { offset: 0, size: 100 });
        const { skipped } = run.sheets[0]!;
        await desk.store.transact(change, (tx) =>
          removeMany(
            tx,
            tryBooks,
            tryProjects,
            made.map(({ id }) => id),
          ),
        );
        expect(data.filter(({ kind }) => kind !== 'unchanged').map(told)).toEqual([]);
        expect(skipped).toEqual([]);
        expect(data).toHaveLength(values.length);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  },
);
