import { answer, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import { recordById, selectionSql } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { planSourceRoutes as routes, type PlanSource } from './contract.ts';

/** What leads from a plan to the documents that name it, and back. */
export function planSourceHandlers(store: Store, books: Books): readonly Mounted[] {
  const register = books.registers.get('plan')!;
  return [
    answer(routes.sources, async ({ params, person }) => {
      const db = store.read(params.district);
      await recordById(db, books, register, person.viewer, params.plan);
      const { rows } = await sql<PlanSource>`select document, title, name, status, sentence, place from plan_source
        where plan = ${params.plan}::uuid order by title, place`.execute(db);
      return { data: rows };
    }),
    answer(routes.entered, async ({ params, person }) => {
      const db = store.read(params.district);
      const { from, where } = await selectionSql(db, books, register, person.viewer, { conditions: [] });
      const { rows } = await sql<{ name: string; plan: string; planName: string; state: string }>`
        select s.name, r.id as plan, coalesce(r.name, '') as "planName", r.state from ${from}
        join plan_source s on s.plan = r.id where ${where} and s.document = ${params.document}::uuid
        order by s.place`.execute(db);
      const { states } = register.states!;
      return { data: rows.map((row) => ({ ...row, state: states[row.state]?.label ?? row.state })) };
    }),
  ];
}
