import { parseDay } from '@quantu/base';
import { readHere } from '@quantu/product-documents/server';
import { programViewer, type Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { acceptPaper } from './accept.server.ts';
import { paperFault } from './faults.ts';
import type { OpinionWish } from './papers.contract.ts';
import { receivePaper, unitsToday } from './papers.server.ts';
import { paperView, wishOf } from './paper-view.server.ts';
import { readPaper } from './read-paper.ts';
import { spellingsOf } from './choices.server.ts';

/** What a command registers: as it was read, uncorrected; with `isDryRun` nothing is kept. */
export async function opinionFromFile(
  store: Store,
  books: Books,
  district: string,
  {
    name,
    bytes,
    isDryRun,
    deliveredOn,
  }: { name: string; bytes: Uint8Array; isDryRun: boolean; deliveredOn: string | null },
): Promise<{ readonly opinion: string | null; readonly wish: OpinionWish }> {
  if (deliveredOn !== null && parseDay(deliveredOn) === null) throw paperFault('paper.bad-day', { day: deliveredOn });
  const read = await readHere(bytes, name);
  const day = deliveredOn === null ? {} : { deliveredOn };
  if (isDryRun) {
    const units = await unitsToday(store.read(district));
    const paper = readPaper(read.reading, name, units.flatMap(spellingsOf));
    return { opinion: null, wish: { ...wishOf(paper, name, units, 'office'), ...day } };
  }
  const actor = 'command-line';
  const desk = { store, books, district, person: { name: actor, viewer: programViewer(actor) } };
  const id = await receivePaper(desk, async () => read.reading, { name, bytes });
  const wish = { ...(await paperView(desk, id)).proposal, ...day };
  return { opinion: await acceptPaper(desk, id, wish), wish };
}
