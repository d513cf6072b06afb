import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postmasterPid } from '../cluster/processes.ts';
import { openStore } from '../index.ts';
import { notes } from '../notes.room.testing.ts';
import { TEST_DISTRICT } from '../testing.ts';

/** How often each kind of kill; `QUANTU_CRASH_ROUNDS=20` for the long run. */
const ROUNDS = Number(process.env['QUANTU_CRASH_ROUNDS'] ?? 2);

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'quantu-crash-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const acknowledged = new Map<string, string>();

interface Writer {
  readonly child: ChildProcess;
  /** How many rows it found when it started. */
  readonly found: number;
  /** Resolves after so many more acknowledgements. */
  readonly acks: (count: number) => Promise<void>;
}

async function startWriter(): Promise<Writer> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'writer.ts'), dataDir], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => void (told += chunk.toString()));
  let left = 0;
  let enough: () => void = () => undefined;
  const isOver = once(child, 'exit').then(() => Promise.reject(new Error(`the writer ended: ${told}`)));
  isOver.catch(() => undefined); // told to whoever waits for acknowledgements
  const found = await new Promise<number>((resolve, reject) => {
    isOver.catch(reject);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [what, first, hash] = line.split(' ');
      if (what === 'ready') resolve(Number(first));
      else if (first && hash) acknowledged.set(first, hash);
      if (what === 'ack' && --left === 0) enough();
    });
  });
  const acks = (count: number): Promise<void> => {
    left = count;
    const enoughCame = new Promise<void>((resolve) => {
      enough = resolve;
    });
    return Promise.race([enoughCame, isOver]);
  };
  return { child, found, acks };
}

async function kill(child: ChildProcess): Promise<void> {
  const isGone = once(child, 'close'); // what it had acknowledged before is read to the end
  child.kill('SIGKILL');
  await isGone;
}

async function killDatabase(): Promise<void> {
  process.kill((await postmasterPid(join(dataDir, 'cluster')))!, 'SIGKILL');
}

const ends: Readonly<Record<string, (writer: Writer) => Promise<void>>> = {
  server: async ({ child }) => kill(child),
  database: async ({ child, acks }) => {
    await killDatabase();
    await acks(10); // it goes on by itself
    await kill(child);
  },
  'server, then database': async ({ child }) => {
    await kill(child);
    await killDatabase();
  },
  'database, then server': async ({ child }) => {
    await killDatabase();
    await kill(child);
  },
};

test.each(Object.keys(ends))(
  'a kill of the %s in the middle of writing loses nothing acknowledged',
  { timeout: ROUNDS * 60_000 },
  async (what) => {
    for (let round = 0; round < ROUNDS; round++) {
      const writer = await startWriter();
      expect(writer.found).toBeGreaterThanOrEqual(acknowledged.size);
      await writer.acks(20 + ((round * 7) % 13));
      await ends[what]!(writer);
    }
    const store = await openStore({ dataDir, rooms: [notes] });
    try {
      const rows = await store.read(TEST_DISTRICT).selectFrom('note').select(['id', 'text']).execute();
      const kept = new Map(rows.map(({ id, text }) => [id, text]));
      const lost = [...acknowledged].filter(([id, hash]) => kept.get(id) !== hash);
      expect(lost).toEqual([]);
      for (const hash of acknowledged.values()) expect(await store.files.has(hash)).toBe(true);
      expect((await store.doctor()).filter(({ ok }) => !ok)).toEqual([]);
      expect(await store.files.pending()).toEqual([]);
    } finally {
      await store.close();
    }
    console.info(`${what}: ${ROUNDS} kills, ${acknowledged.size} acknowledged writes in all, none lost`);
  },
);
