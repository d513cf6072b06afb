import type { FileAnswer } from '@quantu/people/server';
import type { Books, Register, Viewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { exportOf, type ExportFormat } from '../exports.server.ts';
import { selectionOf, type SelectionWords } from '../selection.server.ts';

/** A selection of a register as a file, for whoever has no page: the command line. In the order of the key. */
export function exportFor(
  store: Store,
  books: Books,
  district: string,
  register: Register,
  viewer: Viewer,
  format: ExportFormat,
  words: SelectionWords,
): Promise<FileAnswer> {
  const desk = { store, books, district, register, db: store.read(district), person: { viewer } };
  const sort = register.key.map((field) => ({ field, isDescending: false }));
  return exportOf(desk, format, { ...selectionOf(words), sort }, words.asOf);
}
