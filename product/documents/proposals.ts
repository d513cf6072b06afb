import { newId } from '@quantu/base';
import type { Reading } from '@quantu/documents';
import type { ProposalState } from './contract.ts';
import { opinionsOf } from './opinions.ts';
import type { Values } from './values.ts';

export type Kind = keyof Values;

/** One thing the machine read and a person decides on. */
export interface ProposalOf<K extends Kind> {
  id: string;
  kind: K;
  /** Order in the text within its kind. */
  position: number;
  state: ProposalState;
  version: number;
  reason: string | null;
  value: Values[K];
  /** What the machine read; null when a person added it. */
  read: Values[K] | null;
}
export type Held = { [K in Kind]: ProposalOf<K> }[Kind];

export function isKind<K extends Kind>(kind: K): (proposal: Held) => proposal is Held & ProposalOf<K> {
  return (proposal): proposal is Held & ProposalOf<K> => proposal.kind === kind;
}

/** Every head, opinion, measure, figure, entity, commitment and finding of a reading, not yet looked at. */
export function proposalsOf(reading: Reading): Held[] {
  const figureIds = reading.figures.map(() => newId());
  return [
    fresh('head', reading.document, 0),
    ...opinionProposals(reading),
    ...reading.figures.map((figure, i) => {
      const subsetOf = figure.subsetOf === null ? null : (figureIds[figure.subsetOf] ?? null);
      return fresh('figure', { ...figure, subsetOf }, i, figureIds[i]);
    }),
    ...reading.entities.map((entity, i) => fresh('entity', entity, i)),
    ...reading.commitments.map((commitment, i) => fresh('commitment', commitment, i)),
    ...reading.findings.map((finding, i) => fresh('finding', finding, i)),
  ];
}

function opinionProposals(reading: Reading): Held[] {
  const made: Held[] = [];
  const opinions = opinionsOf(reading.document.title, reading.sections);
  let measureCount = 0;
  for (const [i, { section, measures }] of opinions.entries()) {
    const opinion = fresh('opinion', { marker: section.path.at(-1)!, title: section.title, section: section.id }, i);
    made.push(opinion);
    for (const measure of measures) {
      const text = reading.text.slice(measure.start, measure.end).trim();
      const value = { marker: measure.path.at(-1)!, title: measure.title, text, opinion: opinion.id };
      made.push(fresh('measure', { ...value, section: measure.id }, measureCount++));
    }
  }
  return made;
}

function fresh<K extends Kind>(kind: K, value: Values[K], position: number, id: string = newId()): ProposalOf<K> {
  return { id, kind, position, state: 'proposed', version: 1, reason: null, value, read: value };
}

/** What a proposal is called in a sentence. */
export function nameOf(proposal: Held): string {
  switch (proposal.kind) {
    case 'head':
      return '公文首尾';
    case 'opinion':
    case 'measure':
      return short(`${proposal.value.marker}${proposal.value.title}`);
    case 'figure':
      return short(`${proposal.value.subject} ${proposal.value.surface}`.trim());
    case 'entity':
      return short(proposal.value.name);
    case 'commitment':
      return short(`${proposal.value.verb}${proposal.value.object}`);
    case 'finding':
      return short(proposal.value.text);
  }
}

export function short(text: string, limit = 40): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length <= limit ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`;
}

/** A proposal as it was, for undo. `value` is left out when only the state changed; `isNew` when it was not there. */
export interface Snapshot {
  id: string;
  state: ProposalState;
  reason: string | null;
  value?: Values[Kind];
  isNew?: true;
}

/** What undo puts back: proposals, and the document's state when the action changed it. */
export interface Before {
  proposals: Snapshot[];
  wasRead?: true;
}
