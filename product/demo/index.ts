import { readFileSync } from 'node:fs';
import { accountabilityCodeSets, accountabilityRegisters } from '@quantu/accountability';
import { accountabilityDerivations } from '@quantu/accountability/server';
import { loadDocument } from '@quantu/product-documents/server';
import type { Store } from '@quantu/store';
import { nameActions, peopleCodeSets, peopleRegisters } from '@quantu/people';
import { planCodeSets, planRegisters } from '@quantu/plans';
import { plansFollower } from '@quantu/plans/server';
import { projectCodeSets, projectRegisters } from '@quantu/projects';
import { Registers, type Books } from '@quantu/registers';
import { reportRegisters } from '@quantu/reports';
import { sql } from 'kysely';
import { writeDemo } from './write-demo.server.ts';
import { writeReport } from './write-report.server.ts';
import { writeReviews } from './write-reviews.server.ts';
import { writeWorld } from './write-world.server.ts';

export { plantedConflicts, worldLayers, worldPlans } from './world/index.ts';
export type { PlantedConflict, WorldFeature, WorldLayer, WorldPlan } from './world/index.ts';
export { writeWorld };

nameActions({ 'demo.record': '写入示例数据', 'demo.review': '写入示例数据', 'demo.report': '写入示例数据' });

/**
 * The demonstration district is invented, with all its places, sums and dates, and is marked 虚构示例 wherever it is
 * shown. Its code lies in the range 99xxxx, which GB/T 2260 does not assign.
 */
export const demoDistrict = { code: '990101', name: '东屿区（虚构）' } as const;

/**
 * Its report to the standing committee. Planted, for the reader to find: the parts of the 52 city projects add up to
 * 53, 8.60 on 38.20 is not 32.5 %, and nothing in the next steps answers the third opinion.
 */
const report = {
  name: '东政综〔2026〕58号 审议意见研究办理情况的报告（虚构示例）.txt',
  text: readFileSync(new URL('./report.txt', import.meta.url), 'utf8'),
};

/** What the one map, the opinions and the report are written by; the server's books have more. */
const mapBooks: Books = {
  registers: new Registers([
    ...peopleRegisters,
    ...projectRegisters,
    ...planRegisters,
    ...accountabilityRegisters,
    ...reportRegisters,
  ]),
  codeSets: [...peopleCodeSets, ...projectCodeSets, ...planCodeSets, ...accountabilityCodeSets],
  derivations: accountabilityDerivations(() => mapBooks),
};

/** It was begun and the program was stopped before its report, which comes last, was there. */
export async function isDemoUnfinished(store: Store): Promise<boolean> {
  if (!(await store.districts()).some(({ code }) => code === demoDistrict.code)) return false;
  const { rows } = await sql<{ begun: boolean; whole: boolean }>`
    select exists (select from audit where action = 'demo.record') as begun,
      exists (select from document) as whole`.execute(store.read(demoDistrict.code));
  return rows[0]!.begun && !rows[0]!.whole;
}

/**
 * Makes the demonstration district: its registers with their history, its map, a report that is being written, then
 * the one that was sent. Doing it
 * again changes nothing. `scale` is that of the map: 1 has 20,000 parcels and 60,000 buildings.
 */
export async function makeDemo(store: Store, scale = 1): Promise<void> {
  const existing = await store.districts();
  if (!existing.some(({ code }) => code === demoDistrict.code)) {
    await store.createDistrict(demoDistrict.code, demoDistrict.name);
  }
  await writeDemo(store, demoDistrict.code);
  await writeReviews(store, mapBooks, demoDistrict.code);
  await writeWorld(store, mapBooks, demoDistrict.code, scale);
  await writeReport(store, mapBooks, demoDistrict);
  const bytes = new TextEncoder().encode(report.text);
  await loadDocument(store, demoDistrict.code, 'demo', {
    name: report.name,
    bytes,
    accept: true,
    follow: plansFollower(mapBooks),
  });
}
