import type { Commitment, ReadFigure } from '../reading.ts';
import { sourceRange } from '../entities/scan.ts';
import type { Outline, Sentence } from '../structure/outline.ts';
import { analyse } from './analyse.ts';
import { clausesOf, type Clause } from './clauses.ts';
import { dueAlone, dueIn } from './due.ts';
import { measureIn } from './measure.ts';
import { governedBy, statedOwner, subjectOwner } from './owner.ts';
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
  const drafts: Draft[] = [];
  for (const sentence of promiseSentences(outline)) {
    const read = readSentence(sentence);
    if (read.length === 0) sayOfEarlier(sentence, drafts);
    else drafts.push(...read);
  }
  addParagraphOwners(outline, drafts);
  return drafts.map((draft) => finish(draft, figures));
}

/** 由区住建局负责，2027年8月底前完成。 speaks of the promises in front of it in the same section. */
function sayOfEarlier(sentence: Sentence, drafts: readonly Draft[]): void {
  const text = sentence.block.text.slice(sentence.from, sentence.to);
  const owner = governedBy(text)?.owner ?? null;
  const due = dueIn(text)?.text ?? null;
  if (owner === null && (due === null || text.length > 24)) return;
  for (let index = drafts.length - 1; index >= 0; index--) {
    const draft = drafts[index];
    if (!draft || !near(draft.sentence, sentence)) break;
    draft.owner ??= owner;
    draft.due ??= due;
  }
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
  for (const clause of joinBa(clausesOf(sentence)).flatMap(splitVerbs)) {
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
    const printed = clause.text.slice(marker);
    const governed = governedBy(printed);
    const opening = governed ?? subjectOwner(printed);
    subject = opening.owner ?? subject;
    const body = printed.slice(opening.length).replace(/^[，,\s]+/u, '');
    if (body === '') continue;
    const alone = dueAlone(body);
    if (alone !== null) {
      pendingDue = alone;
      continue;
    }
    const own = dueIn(body);
    const isFirst = drafts.length === 0;
    const from = clause.to - body.length;
    take(drafts, { clause, from, body, due: own?.text ?? pendingDue, owner: subject, sentence });
    if (isFirst && drafts.length > 0 && own && AT_HEAD.test(body.slice(0, own.from))) pendingDue ??= own.text;
  }
  const stated = statedOwner(text);
  for (const draft of drafts) draft.owner = stated ?? draft.owner;
  return drafts;
}

/** 把甲，特别是乙放在突出位置: a clause that 把 opens and leaves without a verb goes on in the next one. */
function joinBa(clauses: readonly Clause[]): Clause[] {
  const joined: Clause[] = [];
  for (const clause of clauses) {
    const before = joined.at(-1);
    const isOpen = before !== undefined && /^[把将]/u.test(before.text) && analyse(before.text).kind !== 'promise';
    if (isOpen && CARRIES_ON.test(clause.text) && analyse(`${before.text}，${clause.text}`).kind === 'promise') {
      const text = clause.block.text.slice(before.from, clause.to);
      joined[joined.length - 1] = { ...before, to: clause.to, text };
    } else joined.push(clause);
  }
  return joined;
}

const CARRIES_ON = /^(?:特别是|尤其是|包括|以及|和|及)/u;

/** In front of a date that holds for the whole sentence. */
const AT_HEAD = /^(?:力争|确保|争取|计划|拟|.)?$/u;

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
  if (reading.kind === 'promise' && !isBare) {
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
  const all = /全部|全面|均|一并/u.test(body) ? drafts : [before];
  for (const draft of all) draft.due ??= piece.due;
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
    measure: measureIn({ text, verb: draft.verb, start, end, offset: block.at(draft.from) }, figures),
    section,
  };
}
