import type { MarkedDocx } from '@quantu/documents';

import { similarity } from '../diff/similarity.ts';
import type { ReportHead, ReportText } from '../text.ts';
import { figuresOf } from '../text.ts';
import { applySteps } from './apply.ts';
import { ChangeBook } from './book.ts';
import type { Homecoming } from './change.ts';
import { tellComments } from './comments.ts';
import type { Telling } from './edits.ts';
import { homeFault } from './faults.ts';
import { FigureClaims } from './figures.ts';
import { contentsIn, foundLines, type FoundLine } from './found-lines.ts';
import { findHead, type FoundHead } from './head-found.ts';
import { foundUnit, matchLines, sentUnits } from './match.ts';
import { lineText, markersOf, sentLines, type SentLine } from './sent-lines.ts';
import { StepBuilder } from './steps.ts';
import { FIELD_WORDS, listWords, quoted } from './words.ts';

/** Below this it is another document. */
const LEAST_AGREEMENT = 0.3;
/** A text of fewer characters agrees or not by chance. */
const SHORTEST = 40;

/**
 * Reads a document that came back against the report that was sent: what changed, one by one.
 *
 * @param name the file's name, for the sentence when it is another document.
 * @throws Fault `home.another`
 */
export function comeHome(sent: ReportText, found: MarkedDocx, name: string): Homecoming {
  const lines = sentLines(sent);
  const everything = foundLines(found);
  const contents = contentsIn(everything);
  const all = everything.filter((line) => !contents.has(line));
  const head = findHead(sent, all, bodyTest(lines, all));
  const match = matchLines(lines, head.body);
  const length = lines.reduce((sum, line) => sum + lineText(line).length, 0);
  if (match.agreement < LEAST_AGREEMENT && length >= SHORTEST)
    throw homeFault('home.another', { name, percent: Math.round(match.agreement * 100) });
  const figures = figuresOf(sent.sections).map(({ figure }) => figure);
  const telling: Telling = { book: new ChangeBook(), claims: new FigureClaims(figures, head.body) };
  tellHead(sent.head, head.changed, telling.book);
  const builder = new StepBuilder(sent, lines, head.body, match, telling);
  const steps = builder.result();
  const accepted = new Set(telling.book.changes.map(({ id }) => id));
  const markers = markersOf(applySteps(sent, steps, accepted));
  builder.tellNumbers(markers);
  tellComments({ sent, lines, body: head.body, match, found }, telling.book);
  const skipped = contents.size > 0 ? ['文件里加了目录，目录由排版生成，没有当作正文'] : [];
  const notes = [...found.notes, ...skipped, ...notesOf(head, telling)];
  return { changes: telling.book.changes, notes, agreement: match.agreement, steps };
}

/** A line is text when a line of the report says the same, or nearly. */
function bodyTest(lines: readonly SentLine[], found: readonly FoundLine[]): (line: FoundLine) => boolean {
  const units = sentUnits(lines);
  const keys = new Set(units.map(({ unit }) => unit.key));
  const known = new Set(
    found.filter((line) => {
      const unit = foundUnit(line);
      if (keys.has(unit.key)) return true;
      return units.some((sent) => sent.unit.kind === unit.kind && similarity(sent.unit.features, unit.features) >= 0.6);
    }),
  );
  return (line) => known.has(line);
}

function tellHead(sent: ReportHead, changed: FoundHead['changed'], book: ChangeBook): void {
  for (const field of Object.keys(FIELD_WORDS) as (keyof ReportHead)[]) {
    const after = changed[field];
    if (after === undefined) continue;
    const [was, is] = [listWords(sent[field]), listWords(after)];
    const name = FIELD_WORDS[field];
    const words =
      was === ''
        ? `加上了${name}${quoted(is)}`
        : is === ''
          ? `删去了${name}${quoted(was)}`
          : `${name}由${quoted(was)}改为${quoted(is)}`;
    book.add({ kind: 'head', field, before: sent[field], after, tracked: null, touchesData: false, words });
  }
}

function notesOf({ unknown }: FoundHead, { claims, book }: Telling): string[] {
  const lost = book.changes.filter(({ kind }) => kind === 'binding').length;
  const isAll = lost > 1 && lost === claims.sent.size;
  return [
    ...unknown.map((text) => `版头多出一行“${text}”，报告没有这一项，请核对`),
    ...(isAll ? [`文件里的数据绑定全部丢失（共 ${lost} 处），数字按位置和文字认出`] : []),
  ];
}
