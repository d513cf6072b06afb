import { buffer } from 'node:stream/consumers';
import { Fault } from '@quantu/base';
import { changeRecord, createRecord, listRecords, removeRecord } from '@quantu/registers/server';
import type { Viewer } from '@quantu/registers';
import { readWorkbook } from '@quantu/tables/server';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cityProgress } from '../../../fixtures/workbooks/office.ts';
import { exportOf } from '../exports.server.ts';
import { templateOf } from '../template.server.ts';
import { rowsAnswer } from './answer.server.ts';
import { mapColumns } from './look.server.ts';
import { rejectedFile } from './rejected.server.ts';
import type { Desk, KnownRun } from './runs.server.ts';
import {
  deskFor,
  office,
  openTrial,
  program,
  runOf,
  sheetBytes,
  taken,
  tried,
  tryBooks,
  tryProjects,
} from './try.testing.ts';
import { undoImport } from './undo.server.ts';
import { TableWorkers } from './worker/table-workers.server.ts';
import { writeImport } from './write.server.ts';

let trial: Awaited<ReturnType<typeof openTrial>>;
let desk: Desk;
const workers = new TableWorkers();
beforeEach(async () => {
  trial = await openTrial(workers);
  desk = deskFor(trial);
});
afterEach(() => trial.store.close());
afterAll(() => workers.close());

const HEAD = ['项目代码', '项目名称', '责任单位', '总投资（万元）', '开工日期'];
const records = async () =>
  (await listRecords(desk.store.read(desk.district), tryBooks, tryProjects, program, { conditions: [], size: 1000 }))
    .data;
const exported = async (format: 'csv' | 'xlsx' | 'geojson' = 'csv', viewer: Viewer = office): Promise<Buffer> => {
  const out = { ...desk, person: { viewer }, db: desk.store.read(desk.district) };
  const { bytes } = await exportOf(
    out,
    format,
    { conditions: [], sort: [{ field: 'code', isDescending: false }] },
    undefined,
  );
  return bytes instanceof Uint8Array ? Buffer.from(bytes) : buffer(bytes);
};
const counts = ({ counts: { new: made, changed, unchanged, rejected } }: KnownRun) => [
  made,
  changed,
  unchanged,
  rejected,
];
const rowsOf = async (run: KnownRun) => (await rowsAnswer(desk, run, { offset: 0, size: 100 })).data;
const change = (id: string, version: number, values: Record<string, unknown>, actor = '甲某') =>
  desk.store.transact({ district: desk.district, actor, action: 'record.change' }, (tx) =>
    changeRecord(tx, tryBooks, tryProjects, program, id, version, values),
  );

describe('an office workbook', () => {
  test('becomes records with the right values, the same file again changes nothing, and undo leaves no trace in exports', async () => {
    const empty = await exported();
    const bytes = await cityProgress.make();
    const run = await tried(desk, bytes, cityProgress.name);
    const wrong = (await rowsOf(run)).filter(({ kind }) => kind === 'rejected');
    expect(wrong).toEqual([]);
    expect(counts(run)).toEqual([4, 0, 0, 0]);
    await writeImport(desk, run);
    expect(
      (await records()).map(({ values, labels }) => [
        values['code'],
        values['totalYuan'],
        values['plannedYuan'],
        values['doneYuan'],
        values['landMu'],
        values['startedOn'],
        values['rate'],
        values['isStarted'],
        labels['lead'],
        values['programme'],
      ]),
    ).toEqual([
      ['CJ001', '120000000', '30000000', '15005000', '12.5', '2026-03-05', '0.5', true, '区住房和城乡建设局', '03'],
      ['CJ002', '120000000', '30000000', '9000000', '30', '2026-03-18', '0.3', true, '区住房和城乡建设局', '03'],
      ['CJ003', '50000000', '20000000', '10000000', null, '2026-04-01', '0.5', false, '区生态环境局', '04'],
      ['CJ004', '80000000', '10000000', '1000000', '30', '2026-04-01', '0.1', false, '区生态环境局', '04'],
    ]);
    const again = await tried(desk, bytes, cityProgress.name);
    expect(counts(again)).toEqual([0, 0, 4, 0]);
    await undoImport(desk, await runOf(desk, run.id));
    expect(await exported()).toEqual(empty);
  });
});

describe('the dry run', () => {
  test('tells new, changed, unchanged and rejected rows by cell, with the old value', async () => {
    const first = await tried(
      desk,
      await sheetBytes([HEAD, ['A1', '甲', '住建局', 100, '2026-1-2'], ['A2', '乙', '住建局', 200, '2026-1-3']]),
    );
    await writeImport(desk, first);
    const run = await tried(
      desk,
      await sheetBytes([
        HEAD,
        ['A1', '甲', '住建局', 100, '2026年1月2日'],
        ['A2', '乙', '住建局', 250, '2026-1-3'],
        ['A3', '丙', '不存在的局', 1, '3月底'],
        ['', '丁', '住建局', 1, ''],
        ['A1', '又是甲', '住建局', 1, ''],
        ['A9', '', '住建局', 1, ''],
      ]),
    );
    expect(counts(run)).toEqual([0, 1, 1, 4]);
    const [same, changed, bad, noKey, twice, noName] = await rowsOf(run);
    expect(same!.kind).toBe('unchanged');
    expect(changed!.cells['totalYuan']).toEqual({
      raw: '250',
      value: '0.025亿元',
      old: '0.02亿元',
      isChanged: true,
      problem: null,
    });
    expect(bad!.cells['lead']!.problem).toBe(
      '责任单位：“不存在的局”不在机构里，可以填：区住房和城乡建设局、区生态环境局',
    );
    expect(bad!.cells['startedOn']!.problem).toBe('开工日期：“3月底”不是确切的日期，请写成 2024-03-05 这样');
    expect(noKey!.problem).toBe('缺少项目代码，无法识别是哪条记录');
    expect(twice!.problem).toBe('与“表”第 2 行重复：项目代码相同');
    expect(noName!.cells['name']!.problem).toBe('项目名称必填');
  });

  test('a clerk changes by a file what they may change by hand, and nothing else', async () => {
    const made = await tried(
      desk,
      await sheetBytes([HEAD, ['A1', '甲', '住建局', 1, ''], ['A2', '乙', '生态环境局', 1, '']]),
    );
    await writeImport(desk, made);
    const clerk: Viewer = { account: '乙某', person: null, roles: [], organisations: [trial.ids[0]!] };
    desk = deskFor(trial, clerk);
    const heads = ['项目代码', '项目名称', '责任单位', '内部意见'];
    const run = await tried(
      desk,
      await sheetBytes([
        heads,
        ['A1', '甲改', '住建局', '密'],
        ['A2', '乙改', '生态环境局', '密'],
        ['A3', '丙', '生态环境局', ''],
      ]),
    );
    expect(run.sheets[0]!.mapping.find(({ column }) => column === 4)!.field).toBeNull();
    expect((await rowsOf(run)).map(({ kind, problem }) => [kind, problem])).toEqual([
      ['changed', null],
      ['rejected', '您不能修改试验项目里的这条记录'],
      ['rejected', '您不能在“试验项目”里新增这样的记录'],
    ]);
  });

  test('a new record begins where steps of the importer lead, an old one is not moved by a cell', async () => {
    const heads = ['项目代码', '项目名称', '状态'];
    const bytes = await sheetBytes([heads, ['A1', '甲', '谋划'], ['A2', '乙', '已在建']]);
    const run = await tried(desk, bytes);
    expect((await rowsOf(run)).map(({ kind }) => kind)).toEqual(['new', 'new']);
    await writeImport(desk, run);
    const written = await listRecords(trial.store.read(desk.district), tryBooks, tryProjects, program, {
      conditions: [],
    });
    expect(written.data.map(({ state }) => state)).toEqual(['planned', 'building']);
    const again = await tried(desk, await sheetBytes([heads, ['A1', '甲', '在建'], ['A2', '乙', '在建']]));
    const [moved, same] = await rowsOf(again);
    expect(moved!.cells['state']!.problem).toContain('要改为“在建”请在记录里办理相应步骤');
    expect(same!.kind).toBe('unchanged');
  });

  test('whoever may not take the steps begins at the beginning', async () => {
    const heads = ['项目代码', '项目名称', '责任单位', '状态'];
    const clerk: Viewer = { account: 'clerk', person: null, roles: [], organisations: desk.viewer.organisations };
    const run = await tried({ ...desk, viewer: clerk }, await sheetBytes([heads, ['A3', '丙', '住建局', '在建']]));
    const [row] = await rowsOf(run);
    expect(row!.cells['state']!.problem).toBe('状态：您不能办到“在建”，新增的记录请从“谋划”开始');
  });

  test('a sheet whose key is not mapped is said so before anything is read', async () => {
    const run = await taken(
      desk,
      await sheetBytes([
        ['项目名称', '责任单位'],
        ['甲', '住建局'],
      ]),
    );
    const error = await tried(
      desk,
      await sheetBytes([
        ['项目名称', '责任单位'],
        ['甲', '住建局'],
      ]),
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Fault);
    expect(String(error)).toContain('工作表“表”没有对应“项目代码”的列');
    expect(run.sheets[0]!.isUsed).toBe(true);
  });
});

describe('writing', () => {
  test('a row that somebody wrote since the dry run is not written but listed with who it was', async () => {
    const bytes = (sum: number) => sheetBytes([HEAD, ['A1', '甲', '住建局', sum, ''], ['A2', '乙', '住建局', sum, '']]);
    await writeImport(desk, await tried(desk, await bytes(1)));
    const run = await tried(desk, await bytes(2));
    const more = await tried(desk, await sheetBytes([HEAD, ['A3', '丙', '住建局', 1, '']]));
    const [first] = await records();
    await change(first!.id, 1, { name: '甲（改）' });
    await desk.store.transact({ district: desk.district, actor: '乙某', action: 'record.create' }, (tx) =>
      createRecord(tx, tryBooks, tryProjects, program, { code: 'A3', name: '先到' }),
    );
    await writeImport(desk, run);
    await writeImport(desk, more);
    expect(counts(await runOf(desk, run.id))).toEqual([0, 1, 0, 1]);
    expect((await rowsOf(await runOf(desk, run.id)))[0]!.problem).toBe('试运行以后已被甲某修改');
    expect((await rowsOf(await runOf(desk, more.id)))[0]!.problem).toBe('试运行以后已被乙某新增');
    expect((await records()).map(({ values }) => [values['name'], values['totalYuan']])).toEqual([
      ['甲（改）', '10000'],
      ['乙', '20000'],
      ['先到', null],
    ]);
  });

  test('a row whose organisation went since the dry run is listed, and the others are written', async () => {
    const lines = [
      ['A1', '甲', '住建局', 1, ''],
      ['A2', '乙', '生态环境局', 1, ''],
    ];
    const run = await tried(desk, await sheetBytes([HEAD, ...lines]));
    const organisations = tryBooks.registers.get('organisation')!;
    await desk.store.transact({ district: desk.district, actor: '甲某', action: 'record.remove' }, (tx) =>
      removeRecord(tx, tryBooks, organisations, program, trial.ids[0]!, 1),
    );
    await writeImport(desk, run);
    expect(counts(await runOf(desk, run.id))).toEqual([1, 0, 0, 1]);
    const [row] = await rowsOf(await runOf(desk, run.id));
    expect(row!.problem).toBe('试运行以后有变化：责任单位所指的机构记录不存在，可能已被删除');
    expect((await records()).map(({ values }) => values['code'])).toEqual(['A2']);
  });

  test('a write that is cancelled in the middle has written nothing', async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => [`A${i}`, `项目${i}`, '住建局', i, '']);
    const run = await tried(desk, await sheetBytes([HEAD, ...rows]));
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('cancelled'));
    await expect(writeImport(desk, run, { signal: stop.signal, onProgress })).rejects.toThrow('cancelled');
    expect(await records()).toEqual([]);
    expect((await runOf(desk, run.id)).state).toBe('checked');
    await writeImport(desk, run);
    await writeImport(desk, run); // a restart after the commit does it only once
    expect(await records()).toHaveLength(1000);
  });
});

describe('undo', () => {
  test('restores what was changed and removes what was made, or names who has gone on', async () => {
    await writeImport(desk, await tried(desk, await sheetBytes([HEAD, ['A1', '甲', '住建局', 1.23, '2026-1-2']])));
    const before = await exported('xlsx');
    const run = await tried(desk, await sheetBytes([HEAD, ['A1', '甲二', '', '', ''], ['A2', '乙', '住建局', 5, '']]));
    await writeImport(desk, run);
    const [, second] = await records();
    await change(second!.id, 1, { name: '乙（后来）' });
    await expect(undoImport(desk, await runOf(desk, run.id))).rejects.toThrow(
      '写入以后有 1 条又被人改过或删除（第 3 行“乙（后来）”），不能整体撤销',
    );
    expect((await records()).map(({ values }) => values['name'])).toEqual(['甲二', '乙（后来）']);
    const other = await tried(desk, await sheetBytes([HEAD, ['A1', '甲三', '', '', '']]));
    await writeImport(desk, other);
    await undoImport(desk, await runOf(desk, other.id));
    expect((await records())[0]!.values['name']).toBe('甲二');
    expect(before.length).toBeGreaterThan(0);
  });
});

describe('rejected rows', () => {
  test('come back in the layout they had, with the reason, no formula, and are imported once corrected', async () => {
    const bytes = await sheetBytes(
      [['试验项目表'], HEAD, ['A1', '好的', '住建局', 1, ''], ['A2', '=1+1', '不存在的局', 2, '']],
      '表',
      ['A1:E1'],
    );
    const run = await tried(desk, bytes, '项目.xlsx');
    expect(counts(run)).toEqual([1, 0, 0, 1]);
    const { name, bytes: out } = await rejectedFile(desk, run);
    expect(name).toBe('项目（退回的行）.xlsx');
    const file = await buffer(out as never);
    const same = await rejectedFile(desk, run);
    expect(file.equals(await buffer(same.bytes as never))).toBe(true);
    const { sheets } = await readWorkbook(file, name);
    expect(sheets[0]!.rows.map(({ cells }) => cells)).toEqual([
      ['试验项目表'],
      [...HEAD, '退回原因', '原行号'],
      [
        'A2',
        "'=1+1",
        '不存在的局',
        2,
        null,
        '责任单位：“不存在的局”不在机构里，可以填：区住房和城乡建设局、区生态环境局',
        4,
      ],
    ]);
    const again = await tried(desk, file, name);
    expect(counts(again)).toEqual([0, 0, 0, 1]);
    expect((await rowsOf(again))[0]!.cells['name']!.value).toBe('=1+1');
  });
});

describe('the mapping', () => {
  test('shows the first rows under their own numbers, and asks nothing of the column that counts them', async () => {
    const run = await taken(
      desk,
      await sheetBytes([['试验项目表'], [], ['序号', ...HEAD], [], [1, 'A1', '甲', '住建局', 1]]),
    );
    const [sheet] = run.sheets;
    expect(sheet!.headRows).toEqual([3]);
    expect(sheet!.rows.map(([first = '']) => first)).toEqual(['试验项目表', '', '序号', '', '1']);
    expect(sheet!.mapping[0]).toMatchObject({ field: null, confidence: 1 });
  });

  test('that a person chose is remembered for the layout', async () => {
    const bytes = () =>
      sheetBytes([
        ['项目代码', '叫什么'],
        ['A1', '甲'],
      ]);
    const run = await taken(desk, await bytes());
    const columns = [
      { column: 1, field: 'code', unit: null },
      { column: 2, field: 'name', unit: null },
    ];
    expect(run.sheets[0]!.mapping.find(({ column }) => column === 2)!.field).toBeNull();
    await mapColumns(desk, run, [{ name: '表', isUsed: true, headRows: [1], columns }]);
    const again = await tried(
      desk,
      await sheetBytes([
        ['项目代码', '叫什么'],
        ['A7', '庚'],
        ['A8', '辛'],
      ]),
    );
    expect(again.is_remembered).toBe(true);
    expect(counts(again)).toEqual([2, 0, 0, 0]);
  });
});

describe('what goes out comes back', () => {
  test.each(['xlsx', 'csv'] as const)(
    'an exported %s is imported with no change, whatever the values are',
    async (format) => {
      const values = [
        {
          code: '001',
          name: '=1+1',
          note: '多行\n"引号",逗号\t末',
          totalYuan: '123456789.01',
          rate: '0.785',
          place: { type: 'Point', coordinates: [118.9123456, 25.1] },
        },
        {
          code: '+86',
          name: '-',
          note: "'@x",
          plannedYuan: '0.01',
          doneYuan: '0',
          landMu: '0.1',
          startedOn: '1999-12-31',
          isStarted: false,
        },
        {
          code: '1e5',
          name: '示例小区（一期）',
          note: ' TRUE ',
          totalYuan: '98765432109876.54',
          households: -3,
          reportedIn: '2026-01',
          programme: '03',
          lead: trial.ids[0],
        },
        { code: '2024-3-5', name: '合计', note: '—', rate: '1.23456789', secret: '注：内部' },
        { code: 'y', name: '一、交通', note: '序号' },
        { code: 'x', name: '第十二个', note: '填表人：甲某' },
      ];
      await desk.store.transact({ district: desk.district, actor: 'program', action: 'record.create' }, async (tx) => {
        for (const one of values) await createRecord(tx, tryBooks, tryProjects, program, one);
      });
      const run = await tried(desk, await exported(format), `导出.${format}`);
      expect((await rowsOf(run)).filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
      expect(counts(run)).toEqual([0, 0, values.length, 0]);
    },
  );
});

describe('the template', () => {
  test('has the heads that the import knows, and an example line that it passes over', async () => {
    const person = { viewer: office } as Parameters<typeof templateOf>[0]['person'];
    const change = (action: string) => ({ district: desk.district, actor: office.account, action });
    const { bytes } = await templateOf({ ...desk, person, db: desk.store.read(desk.district), change });
    expect(bytes).toBeInstanceOf(Uint8Array);
    const again = await templateOf({ ...desk, person, db: desk.store.read(desk.district), change });
    expect(again.bytes).toEqual(bytes);
    const run = await tried(desk, bytes as Uint8Array, '模板.xlsx').catch((error: unknown) => error);
    expect(String(error(run))).toContain('没有可以导入的工作表');
    const empty = await taken(desk, bytes as Uint8Array, '模板.xlsx');
    const [sheet] = empty.sheets;
    const mapped = sheet!.mapping.filter(({ field }) => field !== null).map(({ field }) => field);
    const typed = Object.entries(tryProjects.fields).filter(([, { kind }]) => kind !== 'computed');
    expect(mapped).toEqual(typed.map(([name]) => name));
    expect([sheet!.rowCount, sheet!.skipped]).toEqual([0, [{ row: 2, why: '填写示例' }]]);
  });
});

const error = (thrown: unknown): unknown => (thrown instanceof Fault ? thrown.message : thrown);
