import type { Scan } from './scan.ts';

const CLAUSE_ENDS = new Set<string>('，；。：！？,;!?\n');
const SENTENCE_ENDS = new Set<string>('；。！？;!?\n');
/** A following clause still speaks of the same thing when it begins so: 完成…评审，并上报省厅审批. */
const GOES_ON = /^(?:并|且|已|目前|现|正|待|上报|报|通过|获|经|预计|将|计划|力争)/u;
const REACH = 80;

export interface Governing {
  before: string;
  tail: string;
  after: string;
}

/**
 * The words around a list that may say its state: from the clause's begin to the list, from an item to the next 、,
 * and from there to the end of the clause and of the clauses that go on about it.
 */
export function governing(scan: Scan, listFrom: number, itemTo: number): Governing {
  const { text } = scan;
  let start = listFrom;
  while (start > 0 && listFrom - start < REACH && !endsClause(scan, start - 1)) start--;
  const end = clauseEnd(scan, itemTo);
  const after = text.slice(itemTo, continued(scan, end));
  const comma = after.search(/[、，；。]/u);
  return {
    before: withoutBrackets(scan, start, listFrom),
    tail: comma < 0 ? after : after.slice(0, comma),
    after: after,
  };
}

/** A mark inside quotes or brackets that open and close in reach ends no clause. */
function endsClause(scan: Scan, index: number): boolean {
  return CLAUSE_ENDS.has(scan.text[index] ?? '');
}

function clauseEnd(scan: Scan, from: number): number {
  let end = from;
  while (end < scan.text.length && end - from < REACH && !endsClause(scan, end)) end++;
  return end;
}

function continued(scan: Scan, end: number): number {
  const { text } = scan;
  let to = end;
  for (let clauses = 0; clauses < 3; clauses++) {
    if (to >= text.length || SENTENCE_ENDS.has(text[to] ?? '')) break;
    if (!GOES_ON.test(text.slice(to + 1, to + 8).trimStart())) break;
    to = clauseEnd(scan, to + 1);
  }
  return to;
}

function withoutBrackets(scan: Scan, from: number, to: number): string {
  let kept = '';
  for (let index = from; index < to; index++) {
    const mate = scan.pair[index] ?? -1;
    if (mate > index && mate < to) index = mate;
    else kept += scan.text[index] ?? '';
  }
  return kept;
}
