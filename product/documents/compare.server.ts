import type { ReadDb } from '@quantu/store';
import { compareFigures } from './compare.ts';
import type { CompareAnswer } from './contract.ts';
import { documentById } from './documents.server.ts';
import { documentFault } from './faults.ts';
import { isKind } from './proposals.ts';
import { heldOf, proposalRows } from './stored-proposals.server.ts';

/** Two documents side by side, as corrected so far, accepted or not. */
export async function compareDocuments(db: ReadDb, a: string, b: string): Promise<CompareAnswer> {
  if (a === b) throw documentFault('compare.same');
  const [left, right] = await Promise.all([comparable(db, a), comparable(db, b)]);
  return { data: { a: left.name, b: right.name, ...compareFigures(left.figures, right.figures) } };
}

async function comparable(db: ReadDb, id: string) {
  const { title, number, dated } = await documentById(db, id);
  const held = (await proposalRows(db, id)).map(heldOf).filter(isKind('figure'));
  const figures = held.filter(({ state }) => state !== 'rejected').map(({ value }) => value);
  return { name: { id, title, number, dated }, figures: figures.toSorted((x, y) => x.start - y.start) };
}
