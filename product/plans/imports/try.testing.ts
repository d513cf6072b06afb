import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Geometry } from '@quantu/geometry';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { mapStore, testBooks } from '../plans.testing.ts';
import { chooseLayers, type LayerWish } from './choose.server.ts';
import { takeFile } from './import-file.server.ts';
import { enqueueStep, spatialImportJobs, type Step } from './jobs.server.ts';
import { runById, type ImportDesk, type KnownRun } from './runs.server.ts';
import { SpatialWorkers } from './worker/spatial-workers.server.ts';

/** A desk with workers and jobs of its own. */
export interface Trial {
  readonly store: Store;
  readonly desk: ImportDesk;
  upload(name: string, content: Uint8Array | string): Promise<KnownRun>;
  choose(run: KnownRun, change: Partial<LayerWish>): Promise<KnownRun>;
  step(run: KnownRun, step: Step): Promise<KnownRun>;
  close(): Promise<void>;
}

export async function openTrial(): Promise<Trial> {
  const store = await mapStore();
  const workers = new SpatialWorkers();
  const desk: ImportDesk = { store, district: TEST_DISTRICT, books: testBooks, account: 'planner', workers };
  await store.jobs.work({ handlers: spatialImportJobs(store, testBooks, workers) });
  const db = store.read(TEST_DISTRICT);
  const ended = async (id: string): Promise<KnownRun> => {
    const { job } = await runById(db, id);
    if (job !== null) for await (const _ of store.jobs.watch(job));
    return runById(db, id);
  };
  return {
    store,
    desk,
    upload: async (name, content) => {
      const id = await takeFile(desk, name, typeof content === 'string' ? Buffer.from(content) : content);
      await enqueueStep(desk, id, 'look');
      return ended(id);
    },
    choose: async (run, change) => {
      await chooseLayers(
        desk,
        run,
        run.layers.map((layer) => ({ ...layer, ...change })),
      );
      return runById(db, run.id);
    },
    step: async (run, step) => {
      await enqueueStep(desk, run.id, step);
      return ended(run.id);
    },
    close: async () => {
      await store.close();
      await workers.close();
    },
  };
}

/** A GeoJSON file of features with these properties. */
export function geojson(
  features: readonly { readonly geometry: Geometry | null; readonly properties?: Readonly<Record<string, unknown>> }[],
): string {
  const list = features.map(({ geometry, properties = {} }) => ({ type: 'Feature', geometry, properties }));
  return JSON.stringify({ type: 'FeatureCollection', features: list });
}

const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
/** A file of the shared test data; null where there is none. */
export function sharedFile(path: string): string | null {
  return existsSync(SHARED + path) ? SHARED + path : null;
}
