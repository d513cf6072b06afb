import type { WriteDb } from '@quantu/store';
import { registerFault } from '../faults.ts';
import type { Written } from '../records.ts';
import type { Books, Register } from '../register.ts';
import { derive, writtenRows } from './derive.server.ts';
import type { PlannedRow } from './plan.server.ts';
import { storeRows } from './store-rows.server.ts';

/** Writes planned rows, and what a room computes from them. */
export async function stored(
  tx: WriteDb,
  books: Books,
  register: Register,
  planned: readonly PlannedRow[],
): Promise<readonly Written[]> {
  const written = await storing(tx, register, planned);
  await derive(tx, books, register, writtenRows(planned));
  return written;
}

/** Two who wrote the same key at the same moment: the second is told. */
async function storing(tx: WriteDb, register: Register, planned: readonly PlannedRow[]): Promise<readonly Written[]> {
  try {
    return await storeRows(tx, register, planned);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') {
      const keys = register.key.map((name) => register.fields[name]!.label).join('、');
      throw registerFault('record.duplicate', { text: `刚刚有人写入了相同的${keys}，请刷新后核对` });
    }
    throw error;
  }
}
