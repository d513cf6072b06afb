import { defineCodeSet } from '@quantu/base';
import {
  code,
  computed,
  day,
  decimalNumber,
  defineRegister,
  defineStates,
  everyone,
  instant,
  integer,
  longText,
  money,
  month,
  organisation,
  ownOrganisation,
  anyOf,
  area,
  point,
  programViewer,
  ratio,
  ref,
  Registers,
  role,
  text,
  yesNo,
  type Books,
  type Register,
  type Viewer,
} from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { roomsFor } from '@quantu/registers/testing';
import { peopleRoom } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import ExcelJS from 'exceljs';
import { deskRoom } from '../tables.server.ts';
import { dryRun } from './check.server.ts';
import { lookIntoFile } from './look.server.ts';
import { addRun, runById, type Desk, type KnownRun } from './runs.server.ts';
import { importsRoom } from './tables.server.ts';
import type { TableWorkers } from './worker/table-workers.server.ts';

const programmes = defineCodeSet({
  key: 'programme',
  version: '2026',
  label: '专项',
  source: 'default',
  codes: [
    { code: '03', label: '交通通达专项' },
    { code: '04', label: '水环境治理专项' },
  ],
});

const organisations = defineRegister('organisation', {
  label: '机构',
  key: ['name'],
  title: 'name',
  access: { read: everyone, write: role('office') },
  fields: {
    name: text({ label: '名称', required: true }),
    shortName: text({ label: '简称' }),
    until: day({ label: '撤销日期' }),
  },
});

const stages = defineStates({
  initial: 'planned',
  states: { planned: { label: '谋划' }, building: { label: '在建' } },
  transitions: { start: { label: '开工', from: ['planned'], to: 'building', by: role('office') } },
});

const projects = defineRegister('try-project', {
  label: '试验项目',
  key: ['code'],
  title: 'name',
  states: stages,
  access: { read: everyone, write: anyOf(role('office'), ownOrganisation('lead')) },
  fields: {
    code: text({ label: '项目代码', required: true }),
    name: text({ label: '项目名称', required: true }),
    programme: code({ label: '专项', set: 'programme', aliases: ['分组标题'] }),
    lead: organisation({ label: '责任单位' }),
    totalYuan: money({ label: '总投资', show: '亿元' }),
    plannedYuan: money({ label: '年度计划投资', show: '万元' }),
    doneYuan: money({ label: '年度完成投资', show: '万元', min: 0 }),
    landMu: decimalNumber({ label: '用地面积', unit: '亩', places: 2 }),
    households: integer({ label: '户数', unit: '户' }),
    startedOn: day({ label: '开工日期' }),
    reportedIn: month({ label: '填报月份' }),
    seenAt: instant({ label: '核查时间' }),
    rate: ratio({ label: '完成率', typedBecause: 'the site reports it' }),
    isStarted: yesNo({ label: '是否开工' }),
    place: point({ label: '位置' }),
    outline: area({ label: '用地范围' }),
    note: longText({ label: '备注' }),
    secret: text({ label: '内部意见', write: role('office') }),
    remaining: computed({ label: '尚需投资', as: 'money', formula: 'plannedYuan - doneYuan', show: '万元' }),
  },
});

const visits = defineRegister('try-visit', {
  label: '试验巡查',
  key: ['code'],
  title: 'code',
  access: { read: everyone, write: role('office') },
  fields: {
    code: text({ label: '巡查编号', required: true }),
    project: ref('try-project', { label: '项目' }),
    before: ref('try-visit', { label: '上次巡查' }),
  },
});
export const tryVisits = visits as unknown as Register;

// A register's exact field types say more than these tests need.
export const tryProjects = projects as unknown as Register;
export const tryBooks: Books = { registers: new Registers([organisations, projects, visits]), codeSets: [programmes] };
export const program = programViewer('program');
export const office: Viewer = { account: '经办人一', person: null, roles: ['office'], organisations: [] };

/** A store with the invented register, two organisations in it, and workers for its files. */
export async function openTrial(
  workers: TableWorkers,
): Promise<{ store: Store; workers: TableWorkers; ids: readonly string[] }> {
  const store = await testStore([...roomsFor([organisations, projects, visits]), deskRoom, importsRoom, peopleRoom]);
  const names = [
    ['区住房和城乡建设局', '住建局'],
    ['区生态环境局', '生态环境局'],
  ];
  const change = { district: TEST_DISTRICT, actor: 'program', action: 'record.create' };
  const ids = await store.transact(change, async (tx) => {
    const made: string[] = [];
    for (const [name, shortName] of names) {
      made.push((await createRecord(tx, tryBooks, organisations, program, { name, shortName })).id);
    }
    return made;
  });
  return { store, workers, ids };
}

export function deskFor({ store, workers }: { store: Store; workers: TableWorkers }, viewer: Viewer = office): Desk {
  return { store, workers, district: TEST_DISTRICT, books: tryBooks, register: tryProjects, viewer };
}

/** A workbook of rows, the first of them the head. */
export async function sheetBytes(
  rows: readonly (readonly unknown[])[],
  name = '表',
  merges: readonly string[] = [],
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(name);
  for (const row of rows) sheet.addRow([...row]);
  for (const area of merges) sheet.mergeCells(area);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Takes a file in and reads it; step 1. */
export async function taken(desk: Desk, bytes: Uint8Array, fileName = '表.xlsx'): Promise<KnownRun> {
  const { hash } = await desk.store.files.put(bytes, { name: fileName, type: '' });
  const { register, viewer } = desk;
  const id = await desk.store.unrecorded(desk.district, (db) =>
    addRun(db, { register, hash, fileName, account: viewer.account }),
  );
  await lookIntoFile(desk, await runOf(desk, id));
  return runOf(desk, id);
}

export const runOf = (desk: Desk, id: string): Promise<KnownRun> =>
  runById(desk.store.read(desk.district), desk.register, desk.viewer.account, id);

/** Takes a file in and tries it; steps 1 to 3. */
export async function tried(desk: Desk, bytes: Uint8Array, fileName?: string): Promise<KnownRun> {
  const run = await taken(desk, bytes, fileName);
  await dryRun(desk, run);
  return runOf(desk, run.id);
}
