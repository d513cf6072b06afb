import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import type { FileAnswer } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import { recordById } from '@quantu/registers/server';
import { accountabilityFault } from '../faults.ts';
import { registerOf, text, type Look } from '../look.server.ts';
import { voteSheet } from './vote-sheet.ts';
import { roundOf } from './voting.server.ts';

/** 测评结果单, set in a process of its own as every PDF. */
export async function printVote(
  { db, books, viewer }: Look,
  workers: DocumentWorkers,
  { opinion, vote, district, signal }: { opinion: string; vote: string; district: string; signal: AbortSignal },
): Promise<FileAnswer> {
  const read = (key: string, id: string) => recordById(db, books, registerOf(books, key), viewer, id);
  const { data: record } = await read('review-vote', vote).catch(() => {
    throw accountabilityFault('vote.unknown');
  });
  if (text(record, 'opinion') !== opinion) throw accountabilityFault('vote.unknown');
  const { data: of } = await read('review-opinion', opinion);
  const round = roundOf(record);
  const mark = isFictional(district) ? FICTIONAL_MARK : null;
  const document = voteSheet({
    opinion: { title: text(of, 'title'), number: text(of, 'number') },
    round,
    mark,
    issuer: `${district}人大常委会办公室`,
  });
  const name = safeFileName(`${mark ? `${mark}-` : ''}测评结果-${text(of, 'code')}-第${round.round}轮.pdf`);
  const bytes = await workers.run('official', { name, format: 'pdf', document }, { signal });
  return { name, type: 'application/pdf', bytes };
}
