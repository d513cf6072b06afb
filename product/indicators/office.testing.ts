import { defineCodeSet } from '@quantu/base';
import { peopleRoom } from '@quantu/people/server';
import { documentsRoom } from '@quantu/product-documents/server';
import {
  code,
  count,
  day,
  defineRegister,
  distinct,
  everyone,
  money,
  month,
  organisation,
  ownOrganisation,
  programViewer,
  Registers,
  role,
  share,
  sum,
  text,
  where,
  type Books,
  type Register,
} from '@quantu/registers';
import { changeRecord, removeRecord, writeMany } from '@quantu/registers/server';
import { roomsFor } from '@quantu/registers/testing';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { indicatorsRoom } from './room.server.ts';

/** Invented: a small register of investments, as a district could keep it. */
const deals = defineRegister('deal', {
  label: '招商项目台账',
  key: ['code'],
  title: 'name',
  fields: {
    code: text({ label: '编号', required: true }),
    name: text({ label: '名称', required: true }),
    stage: code({ label: '阶段', set: 'deal-stage' }),
    town: code({ label: '镇街', set: 'town' }),
    company: text({ label: '投资方' }),
    totalYuan: money({ label: '总投资', show: '亿元' }),
    signedOn: day({ label: '签约日期' }),
    lead: organisation({ label: '责任单位' }),
    offerYuan: money({ label: '底价', show: '万元', read: role('office') }),
  },
  access: { read: everyone, write: role('office') },
  figures: {
    talks: count({
      label: '招商洽谈对接项目数',
      unit: '个',
      where: [where('stage', 'is', 'talk', 'link')],
      by: ['town'],
      names: ['洽谈对接项目'],
      definition: '台账中处于洽谈、对接阶段的项目',
      version: 2,
      was: [
        {
          version: 1,
          until: '2024-03-01',
          where: [where('stage', 'is', 'talk')],
          definition: '台账中处于洽谈阶段的项目',
        },
      ],
    }),
    talksYuan: sum('totalYuan', {
      label: '招商洽谈对接项目总投资',
      unit: '亿元',
      decimals: 2,
      where: [where('stage', 'is', 'talk', 'link')],
      names: ['洽谈对接项目总投资'],
      definition: '洽谈、对接阶段项目的总投资合计',
    }),
    signed: count({
      label: '签约项目数',
      unit: '个',
      where: [where('stage', 'is', 'signed')],
      period: 'signedOn',
      by: ['town'],
      definition: '在期间内签约的项目',
    }),
    all: count({ label: '招商项目总数', unit: '个', definition: '台账中的全部项目' }),
    signedShare: share({
      label: '签约率',
      unit: '%',
      decimals: 1,
      numerator: 'signedNow',
      denominator: 'all',
      definition: '已签约项目占全部项目',
    }),
    signedNow: count({
      label: '已签约项目数',
      unit: '个',
      where: [where('stage', 'is', 'signed')],
      definition: '已签约',
    }),
    companies: distinct('company', { label: '投资方数', unit: '家', definition: '不重复的投资方' }),
    offers: sum('offerYuan', {
      label: '底价合计',
      unit: '万元',
      decimals: 0,
      by: ['town'],
      definition: '底价合计',
      openBecause: '总数公开',
    }),
  },
});

const organisations = defineRegister('organisation', {
  label: '单位',
  key: ['name'],
  title: 'name',
  fields: { name: text({ label: '名称', required: true }) },
  access: { read: everyone, write: role('office') },
});

/** What is reported for each month; only its own organisation and the office read it. */
const reports = defineRegister('deal-report', {
  label: '到资月报',
  key: ['code', 'month'],
  title: 'code',
  fields: {
    code: text({ label: '编号', required: true }),
    month: month({ label: '月份', required: true }),
    doneYuan: money({ label: '到资', show: '万元' }),
    lead: organisation({ label: '责任单位' }),
  },
  access: { read: ownOrganisation('lead'), write: role('office') },
  figures: {
    done: sum('doneYuan', {
      label: '实际到资',
      unit: '万元',
      decimals: 2,
      period: 'month',
      names: ['实际到位资金'],
      definition: '各月到资合计',
    }),
    reported: count({ label: '到资项目', unit: '个', period: 'month', definition: '到资的月报份数' }),
  },
});

const stages = defineCodeSet({
  key: 'deal-stage',
  version: '1',
  label: '阶段',
  source: '示例',
  codes: [
    { code: 'talk', label: '洽谈' },
    { code: 'link', label: '对接' },
    { code: 'signed', label: '签约' },
    { code: 'ended', label: '终止' },
  ],
});
const towns = defineCodeSet({
  key: 'town',
  version: '1',
  label: '镇街',
  source: '示例',
  codes: [
    { code: 'east', label: '东岭镇' },
    { code: 'west', label: '西浦街道' },
  ],
});

export const registers: readonly Register[] = [organisations, deals, reports];
export const books: Books = { registers: new Registers(registers), codeSets: [stages, towns] };
export const deal = books.registers.get('deal')!;
export const report = books.registers.get('deal-report')!;
export const district = TEST_DISTRICT;
const program = programViewer('tests');

export function openOffice(): Promise<Store> {
  return testStore([...roomsFor(registers), peopleRoom, documentsRoom, indicatorsRoom]);
}

type Row = Readonly<Record<string, unknown>>;
const by = (action: string) => ({ district, actor: 'tests', action });

/** Puts records in; answers their ids. */
export async function put(store: Store, register: Register, rows: readonly Row[]): Promise<string[]> {
  const written = await store.transact(by('record.create'), (tx) =>
    writeMany(
      tx,
      books,
      register,
      program,
      rows.map((values) => ({ values })),
    ),
  );
  return written.map(({ id }) => id);
}

export async function change(
  store: Store,
  register: Register,
  id: string,
  values: Row,
  reason?: string,
): Promise<void> {
  await store.transact({ ...by('record.change'), ...(reason ? { reason } : {}) }, async (tx) =>
    changeRecord(tx, books, register, program, id, await versionOf(store, register, id), values),
  );
}

export async function remove(store: Store, register: Register, id: string): Promise<void> {
  await store.transact(by('record.remove'), async (tx) =>
    removeRecord(tx, books, register, program, id, await versionOf(store, register, id)),
  );
}

async function versionOf(store: Store, { table }: Register, id: string): Promise<number> {
  const row = await store
    .read(district)
    .selectFrom(table as 'file')
    .select('version' as 'size')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(Reflect.get(row, 'version'));
}
