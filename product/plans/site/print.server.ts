import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import type { FileAnswer } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { MapDesk } from '../map/desk.server.ts';
import { keptCheck } from './keep.server.ts';
import { opinionSheet } from './opinion.ts';
import { sitePicture } from './picture.server.ts';

export interface SheetOrder {
  readonly check: string;
  readonly format: 'pdf' | 'docx';
  readonly signal: AbortSignal;
}

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** 审查意见书, from what was kept; set in a process of its own. */
export async function printCheck(
  desk: MapDesk,
  workers: DocumentWorkers,
  { check, format, signal }: SheetOrder,
): Promise<FileAnswer> {
  const { number, result } = await keptCheck(desk, check);
  const district = (await desk.store.districts()).find(({ code }) => code === desk.district)?.name ?? '';
  const mark = isFictional(district) ? FICTIONAL_MARK : null;
  const picture = await sitePicture(desk, result);
  const sheet = opinionSheet({ number, result, district, mark, picture });
  const name = safeFileName(`${mark === null ? '' : `${mark}-`}合规性审查意见书-${result.name}-${number}.${format}`);
  const bytes = await workers.run('opinion', { name, format, sheet }, { signal });
  return { name, type: TYPES[format], bytes };
}
