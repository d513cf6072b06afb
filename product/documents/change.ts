import { parseDay } from '@quantu/base';
import type { Static } from '@sinclair/typebox';
import type { ProposalChange } from './contract.ts';
import { documentFault } from './faults.ts';
import { nameOf, type Held } from './proposals.ts';
import type {
  CommitmentCorrection,
  EntityCorrection,
  FigureCorrection,
  FigureValue,
  HeadCorrection,
  MeasureCorrection,
} from './values.ts';

/** The most characters a printed figure has. */
const MOST_PRINTED = 200;

/** What a correction may refer to: the document's text, its figures with their wholes, its opinions. */
export interface Surroundings {
  /** Null when the change moves nothing in the text. */
  text: string | null;
  /** Figure id → id of the figure it is part of. */
  wholes: ReadonlyMap<string, string | null>;
  opinions: ReadonlySet<string>;
}

/** The proposal after a change asked for by a person. Throws the fault that tells why it cannot be. */
export function changed(held: Held, change: ProposalChange, around: Surroundings): Held {
  switch (change.act) {
    case 'accept':
      return { ...held, state: isAsRead(held) ? 'accepted' : 'corrected', reason: null, version: held.version + 1 };
    case 'reopen':
      return { ...asRead(held), state: 'proposed', reason: null, version: held.version + 1 };
    case 'reject':
      return rejected(held, change.reason?.trim() ?? '');
    case 'correct': {
      const next = { ...corrected(held, change, around), reason: change.reason?.trim() || null };
      return { ...next, state: isAsRead(next) ? 'accepted' : 'corrected', version: held.version + 1 };
    }
  }
}

function rejected(held: Held, reason: string): Held {
  if (held.kind === 'head') throw documentFault('proposal.head-kept');
  if (held.kind === 'finding' && reason === '') throw documentFault('proposal.reason-missing', { name: nameOf(held) });
  return { ...held, state: 'rejected', reason: reason || null, version: held.version + 1 };
}

function corrected(held: Held, change: ProposalChange, around: Surroundings): Held {
  switch (held.kind) {
    case 'head':
      return { ...held, value: { ...held.value, ...headPatch(given(held, change.head)) } };
    case 'opinion':
      return { ...held, value: { ...held.value, ...filled(given(held, change.opinion), 'title', '意见') } };
    case 'measure':
      return { ...held, value: { ...held.value, ...measurePatch(given(held, change.measure), around) } };
    case 'figure':
      return { ...held, value: correctedFigure(held.id, held.value, given(held, change.figure), around) };
    case 'entity': {
      const patch: Static<typeof EntityCorrection> = filled(given(held, change.entity), 'name', '名称');
      return { ...held, value: { ...held.value, ...patch } };
    }
    case 'commitment': {
      const patch: Static<typeof CommitmentCorrection> = filled(given(held, change.commitment), 'object', '事项');
      const value = { ...held.value, ...patch };
      if (around.text !== null) checkRange(value, around.text);
      return { ...held, value };
    }
    case 'finding':
      throw documentFault('proposal.finding-fixed', { name: nameOf(held) });
  }
}

function given<T extends object>(held: Held, patch: T | undefined): T {
  if (!patch || Object.keys(patch).length === 0) {
    throw documentFault('proposal.empty-correction', { name: nameOf(held) });
  }
  return patch;
}

function filled<T extends object>(patch: T, field: keyof T, label: string): T {
  const value = patch[field];
  if (typeof value === 'string' && value.trim() === '') throw documentFault('proposal.blank', { field: label });
  return patch;
}

function headPatch(patch: Static<typeof HeadCorrection>): Static<typeof HeadCorrection> {
  const days = { dated: '成文日期', printedOn: '印发日期' } as const;
  for (const [name, field] of Object.entries(days)) {
    const day = patch[name as keyof typeof days];
    if (day && !parseDay(day)) throw documentFault('document.day', { field, day });
  }
  return patch;
}

function measurePatch(patch: Static<typeof MeasureCorrection>, { opinions }: Surroundings) {
  if (patch.opinion !== undefined && !opinions.has(patch.opinion)) throw documentFault('proposal.opinion');
  return filled(patch, 'title', '举措');
}

function correctedFigure(
  id: string,
  value: FigureValue,
  patch: Static<typeof FigureCorrection>,
  { text, wholes }: Surroundings,
): FigureValue {
  const next: FigureValue = { ...value, ...filled(patch, 'surface', '原文') };
  if (text !== null) {
    checkFigureRange(next, text);
    const hasMoved = next.start !== value.start || next.end !== value.end;
    if (hasMoved && patch.surface === undefined) next.surface = text.slice(next.start, next.end);
  }
  if (patch.subsetOf && !isWholeOf(patch.subsetOf, id, wholes)) throw documentFault('proposal.whole');
  return next;
}

/** Whether `whole` is a figure of the document and not itself, directly or further up, a part of `part`. */
function isWholeOf(whole: string, part: string, wholes: ReadonlyMap<string, string | null>): boolean {
  for (let at: string | null = whole; at !== null; at = wholes.get(at) ?? null) {
    if (at === part || !wholes.has(at)) return false;
  }
  return true;
}

/** A figure stands in the text and is not a paragraph. */
export function checkFigureRange(range: { start: number; end: number }, text: string): void {
  checkRange(range, text);
  if (range.end - range.start > MOST_PRINTED) throw documentFault('proposal.too-long', { most: MOST_PRINTED });
}

function checkRange({ start, end }: { start: number; end: number }, text: string): void {
  if (start >= end || end > text.length) throw documentFault('proposal.range', { start, end, length: text.length });
}

/** What the machine read, or what a person added, without later corrections. */
function asRead(held: Held): Held {
  switch (held.kind) {
    case 'head':
      return { ...held, value: held.read ?? held.value };
    case 'opinion':
      return { ...held, value: held.read ?? held.value };
    case 'measure':
      return { ...held, value: held.read ?? held.value };
    case 'figure':
      return { ...held, value: held.read ?? held.value };
    case 'entity':
      return { ...held, value: held.read ?? held.value };
    case 'commitment':
      return { ...held, value: held.read ?? held.value };
    case 'finding':
      return held;
  }
}

/** Whether what holds is exactly what the machine read. */
export function isAsRead(held: Held): boolean {
  return held.read !== null && sameValue(held.value, held.read);
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  const right = new Map<string, unknown>(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)));
}
