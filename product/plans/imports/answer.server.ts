import { instantOf } from '@quantu/base';
import type { Static } from '@sinclair/typebox';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { isUnderWay } from '@quantu/product-registers/server';
import type { SpatialImport, StagedRow } from '../contract.ts';
import type { KnownRun } from './runs.server.ts';
import { shownLayer } from './stored-layer.ts';

/** An import as a page shows it. */
export function importAnswer(run: KnownRun, by: string): SpatialImport {
  const { state, counts } = run;
  const isRunning = isUnderWay(state);
  const isOpen = state === 'mapping' || state === 'checked';
  const isSame = state === 'checked' && counts.new + counts.changed + counts.removed === 0;
  const same = isSame && counts.unchanged > 0 ? ['文件与现行版本完全相同，不需要写入'] : [];
  return {
    id: run.id,
    fileName: run.file_name,
    state,
    by,
    at: instantOf(new Date(run.made_at)),
    job: isRunning ? run.job : null,
    progress: run.progress,
    note: run.note,
    error: run.error,
    layers: run.layers.map(shownLayer),
    counts,
    notes: [...run.notes, ...same],
    can: {
      map: isOpen,
      check: isOpen,
      write: state === 'checked' && !isSame,
      undo: state === 'written' && run.layers.some(({ version }) => version !== null),
      cancel: isRunning,
    },
  };
}

export interface RowsWish {
  readonly offset: number;
  readonly size: number;
  readonly part?: number | undefined;
  readonly kind?: Static<typeof StagedRow>['kind'] | undefined;
  readonly onlyProblems?: boolean | undefined;
}

export async function rowsAnswer(db: ReadDb, run: string, { offset, size, part, kind, onlyProblems }: RowsWish) {
  const where = sql`import = ${run}::uuid ${part === undefined ? sql`` : sql`and part = ${part}`}
    ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
    ${onlyProblems ? sql`and cardinality(problems) > 0` : sql``}`;
  const { rows } = await sql<Static<typeof StagedRow>>`select part, seq, key, kind, code, name, attributes,
      area_m2 as "areaM2", problems,
      case when box is not null then json_build_array((box[1])[0], (box[1])[1], (box[0])[0], (box[0])[1]) end as box
    from layer_staged where ${where} order by part, seq offset ${offset} limit ${size}`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from layer_staged
    where ${where}`.execute(db);
  return { data: rows, total: counted[0]!.total };
}
