import type { Commitment, ReadFigure } from '../reading.ts';
import { sourceRange } from '../entities/scan.ts';
import type { Outline, Sentence } from '../structure/outline.ts';
import { analyse } from './analyse.ts';
import { clausesOf, type Clause } from './clauses.ts';
import { dueIn } from './due.ts';
import { measureIn } from './measure.ts';
import { statedOwner, subjectOwner } from './owner.ts';
import { promiseSentences } from './scope.ts';
import { splitVerbs } from './split.ts';

/** A promise while it is read: its clauses, what governs it, and what later clauses still add. */
interface Draft {
  sentence: Sentence;
  from: number;
  to: number;
  verb: string;
  object: string;
  due: string | null;
  owner: string | null;
}

/** The promises of the part that says what comes next, one per governing verb. */
export function findCommitments(outline: Outline, figures: readonly ReadFigure[]): Commitment[] {
  const drafts = promiseSentences(outline).flatMap(readSentence);
  addParagraphOwners(outline, drafts);
  return drafts.map((draft) => finish(draft, figures));
}

const LIST_MARKER =
  /^(?:[一二三四五六七八九十]{1,3}(?:是|要|、)|（[一二三四五六七八九十]{1,3}）|\(?\d{1,2}[.．、）)]|——|[①-⑳]|首先|其次|再次|最后|第[一二三四五六七八九十]{1,2}(?=[，,：:、]))[，,：:、]?\s*/u;

/** 完成时限：…；责任单位：…: what stands behind the colon is said of the promise, it is none. */
const LABEL =
  /^(?:（)?(?:完成时限|整改时限|办理时限|完成时间|时限要求|时限|责任单位|牵头单位|责任部门|配合单位|责任领导|责任人|主办单位|协办单位)$/u;

function readSentence(sentence: Sentence): Draft[] {
  const text = sentence.block.text.slice(sentence.from, sentence.to);
  const drafts: Draft[] = [];
  let pendingDue: string | null = null;
  let subject: string | null = null;
  let label = '';
  for (const clause of clausesOf(sentence).flatMap(splitVerbs)) {
    if (LABEL.test(clause.text)) {
      label = clause.text;
      continue;
    }
    if (label !== '') {
      const due = label.includes('时') ? clause.text : null;
      for (const draft of due === null ? [] : drafts.slice(-1)) draft.due ??= due;
      label = '';
      continue;
    }
    const marker = LIST_MARKER.exec(clause.text)?.[0].length ?? 0;
    const opening = subjectOwner(clause.text.slice(marker));
    subject = opening.owner ?? subject;
    const skipped = marker + opening.length;
    const body = clause.text.slice(skipped).replace(/^[，,\s]+/u, '');
    const own = dueIn(body);
    if (own && own.from <= 1 && body.length - own.to <= 1) {
      pendingDue = own.text;
      continue;
    }
    take(drafts, {
      clause,
      from: clause.to - body.length,
      body,
      due: own?.text ?? pendingDue,
      owner: subject,
      sentence,
    });
  }
  const stated = statedOwner(text);
  for (const draft of drafts) draft.owner = stated ?? draft.owner;
  return drafts;
}

interface Piece {
  sentence: Sentence;
  clause: Clause;
  from: number;
  body: string;
  due: string | null;
  owner: string | null;
}

function take(drafts: Draft[], piece: Piece): void {
  const { clause, body } = piece;
  const before = drafts.at(-1);
  const reading = analyse(body.replace(/[（(][^（()）]{0,60}[）)]$/u, ''));
  const isBare = reading.kind === 'promise' && reading.object.length < 2;
  if (reading.kind === 'promise' && !(isBare && before)) {
    if (body.length < 4) return;
    drafts.push({
      sentence: piece.sentence,
      from: piece.from,
      to: clause.to,
      verb: reading.verb,
      object: reading.object.replace(/等$/u, ''),
      due: piece.due,
      owner: piece.owner,
    });
    return;
  }
  if (!before || reading.kind === 'ground') return;
  before.to = clause.to;
  before.due ??= piece.due;
}

/** （责任单位：区住建局） behind a paragraph is the owner of every promise since the one before. */
function addParagraphOwners(outline: Outline, drafts: readonly Draft[]): void {
  let first = 0;
  for (const sentence of outline.sentences) {
    const text = sentence.block.text.slice(sentence.from, sentence.to);
    if (!/(?:责任|牵头|主办|承办|实施)(?:单位|部门|主体|领导|人)\s*[：:]/u.test(text)) continue;
    const owner = statedOwner(text);
    const at = sentence.block.at(sentence.to - 1);
    for (; first < drafts.length; first++) {
      const draft = drafts[first];
      if (!draft || draft.sentence.block.at(draft.from) > at) break;
      if (owner !== null && near(draft.sentence, sentence)) draft.owner ??= owner;
    }
  }
}

function near(draft: Sentence, owner: Sentence): boolean {
  return draft.block === owner.block || draft.section === owner.section;
}

function finish(draft: Draft, figures: readonly ReadFigure[]): Commitment {
  const { block, section } = draft.sentence;
  const [start, end] = sourceRange(block, draft.from, draft.to);
  const text = block.text.slice(draft.from, draft.to);
  return {
    start,
    end,
    verb: draft.verb,
    object: draft.object,
    owner: draft.owner,
    due: draft.due,
    measure: measureIn(text, start, end, figures, block.at(draft.from)),
    section,
  };
}
