import type { DocxComment, MarkedDocx, MarkedText } from '@quantu/documents';

import type { ReportText } from '../text.ts';
import type { ChangeBook } from './book.ts';
import type { Standing } from './change.ts';
import type { FoundLine } from './found-lines.ts';
import type { Match } from './match.ts';
import type { SentLine } from './sent-lines.ts';
import { quoted } from './words.ts';

interface Read {
  readonly sent: ReportText;
  readonly lines: readonly SentLine[];
  readonly body: readonly FoundLine[];
  readonly match: Match;
  readonly found: MarkedDocx;
}

const NOWHERE: Standing = { section: null, block: null };

/** Every comment with the words it is about; one whose place is lost is told, too. */
export function tellComments(read: Read, book: ChangeBook): void {
  const places = placesOf(read);
  for (const comment of read.found.comments) {
    const { quote, at } = places.get(comment.id) ?? { quote: '', at: NOWHERE };
    const { by, when, text } = comment;
    const words = `${by ?? '有人'}批注${quote === '' ? '' : quoted(quote)}：${text.trim() === '' ? '（无文字）' : text.trim()}`;
    book.add({ kind: 'comment', ...at, by, when, quote, text, tracked: null, touchesData: false, words });
  }
}

function placesOf({ sent, lines, body, match, found }: Read): Map<DocxComment['id'], { quote: string; at: Standing }> {
  const standing = new Map<MarkedText, Standing>();
  let last = NOWHERE;
  for (const [index, line] of body.entries()) {
    const matched = match.ordered.get(index) ?? match.shifted.get(index) ?? match.captions.get(index);
    const of = matched === undefined ? undefined : lines[matched]!;
    if (of !== undefined) last = { section: sent.sections[of.section]!.id, block: of.block };
    for (const text of textsOf(line)) standing.set(text, last);
  }
  const places = new Map<string, { quote: string; at: Standing }>();
  const texts = found.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block] : block.rows.flatMap(({ cells }) => cells),
  );
  for (const text of texts) {
    for (const { id, start, end } of text.comments) {
      const quote = text.text.slice(start, end) || sentenceAt(text.text, start);
      const before = places.get(id);
      if (before === undefined) places.set(id, { quote, at: standing.get(text) ?? NOWHERE });
      else if (quote !== '') places.set(id, { ...before, quote: `${before.quote}${quote}` });
    }
  }
  return places;
}

const textsOf = (line: FoundLine): readonly MarkedText[] =>
  line.kind === 'text' ? [line.marked] : line.rows.flatMap(({ cells }) => cells);

/** The sentence a comment without a range stands in. */
function sentenceAt(text: string, at: number): string {
  const start = Math.max(...['。', '；', '！', '？'].map((mark) => text.lastIndexOf(mark, at - 2))) + 1;
  const end = text.slice(at).search(/[。；！？]/u);
  return text.slice(start, end < 0 ? undefined : at + end + 1);
}
