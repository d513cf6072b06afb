import { newId } from '@quantu/base';
import { openStore } from '../index.ts';
import { notes } from '../notes.room.testing.ts';
import { TEST_DISTRICT } from '../testing.ts';

/**
 * A program that writes until it is killed: `node --import tsx writer.ts DATA_DIR`. It prints `ready` with the number
 * of rows it found, then `ack ID HASH` for each row and file after the store has said that they are kept. A write
 * that the store refuses, as while its database is down, is not acknowledged and not repeated.
 */
const dataDir = process.argv[2]!;
const store = await openStore({ dataDir, rooms: [notes], log: (line) => console.error(line) });
if ((await store.districts()).length === 0) await store.createDistrict(TEST_DISTRICT, '测试区');
const rows = await store.read(TEST_DISTRICT).selectFrom('note').select('id').execute();
console.log(`ready ${rows.length}`);
await Promise.all([1, 2, 3, 4].map(() => writeForEver()));

async function writeForEver(): Promise<never> {
  for (;;) {
    const id = newId();
    const content = Buffer.from(`内容 ${id}`.repeat(100));
    const hash = await write(id, content).catch(() => null);
    if (hash !== null) process.stdout.write(`ack ${id} ${hash}\n`);
  }
}

async function write(id: string, content: Buffer): Promise<string> {
  const file = await store.files.put(content, { name: `${id}.txt`, type: 'text/plain' });
  await store.transact({ district: TEST_DISTRICT, actor: '写手', action: 'write', subject: id }, async (tx) => {
    await tx.insertInto('note').values({ id, text: file.hash }).execute();
    await store.files.record(tx, file);
  });
  return file.hash;
}
