import type { Reading } from '@quantu/documents';
import { paperFault } from './faults.ts';
import { readIssued } from './issued.ts';
import type { Paper } from './paper.ts';
import { readReported } from './reported.ts';

/** A report that answers an opinion; 关于…报告的审议意见 is one itself. */
const ANSWERS = /审议意见.*报告[^见]*$/su;
const TITLE_LINE = /^(?:[\u4e00-\u9fa5]{2,30}(?:人大常委会|人民代表大会常务委员会))?关于.{2,100}审议意见(?:书)?$/u;
/** Kinds that are no opinion unless their title says so. */
const OTHERS = ['通知', '通报', '公告', '通告', '请示', '批复', '函', '纪要', '决定', '决议', '报告', '答复'];

/**
 * What a read document says of an opinion: the committee's own paper, or a report that answers one. Throws the sentence
 * that says why it is neither. `names`: the district's units as they may be written.
 */
export function readPaper(reading: Reading, name: string, names: readonly string[]): Paper {
  const { document, text } = reading;
  const title = document.title ?? '';
  if (ANSWERS.test(title)) return readReported(reading, name, names);
  refuseTwo(text, name);
  if (!title.includes('审议意见')) {
    if (document.kind !== null && OTHERS.includes(document.kind))
      throw paperFault('paper.other-kind', { name, kind: document.kind });
    if (!/审议意见/u.test(text)) throw paperFault('paper.no-opinion', { name });
  }
  return readIssued(reading, name, names);
}

function refuseTwo(text: string, name: string): void {
  const lines = text.split('\n').map((line) => line.replaceAll(/\s+/g, ''));
  const titles = [...new Set(lines.filter((line) => TITLE_LINE.test(line)))];
  if (titles.length < 2) return;
  const shown = titles.slice(0, 3).map((title) => `《${title.slice(0, 40)}》`);
  throw paperFault('paper.two', { name, count: titles.length, titles: shown.join('、') });
}
