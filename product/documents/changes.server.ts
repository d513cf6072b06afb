import { newId } from '@quantu/base';
import type { BodyOf } from '@quantu/people';
import type { ReadDb } from '@quantu/store';
import { changed, checkFigureRange, type Surroundings } from './change.ts';
import type { documentRoutes, ProposalChange } from './contract.ts';
import type { StoredDocument } from './documents.server.ts';
import { documentFault } from './faults.ts';
import { displayNames } from './names.server.ts';
import { isKind, nameOf, type Held, type Snapshot } from './proposals.ts';
import { changeSentence, shownFigure } from './sentences.ts';
import { heldOf, proposalRows } from './stored-proposals.server.ts';
import { work, type Desk, type Done } from './work.server.ts';

/** Accepts, corrects, rejects or reopens one proposal. A stale version is refused; what changes nothing is not done. */
export function changeProposal(desk: Desk, id: string, change: ProposalChange): Promise<Done> {
  return work(desk, change.act, async (tx, document) => {
    const [row] = await proposalRows(tx, document.id, [id]);
    if (!row) throw documentFault('proposal.unknown');
    const before = heldOf(row);
    if (before.version !== change.version) {
      const who = await whoChanged(tx, row.changed_by);
      throw documentFault('proposal.stale', { who, name: nameOf(before) });
    }
    const after = changed(before, change, await surroundingsOf(tx, document, change));
    if (isSame(before, after)) return null;
    const text = changeSentence(before, after);
    return { act: change.act, text, changed: [after], before: { proposals: [snapshotOf(before, after)] } };
  });
}

async function whoChanged(db: ReadDb, name: string | null): Promise<string> {
  return name === null ? '别人' : (await displayNames(db, [name]))(name);
}

/** Only what the change refers to is fetched. */
async function surroundingsOf(db: ReadDb, document: StoredDocument, change: ProposalChange): Promise<Surroundings> {
  const { figure, measure, commitment } = change;
  const needsText = [figure, commitment].some((patch) => patch?.start !== undefined || patch?.end !== undefined);
  const needsOthers = Boolean(figure?.subsetOf) || measure?.opinion !== undefined;
  const others = needsOthers ? (await proposalRows(db, document.id)).map(heldOf) : [];
  return {
    text: needsText ? await textOf(db, document.id) : null,
    wholes: new Map(others.filter(isKind('figure')).map(({ id, value }) => [id, value.subsetOf])),
    opinions: new Set(others.filter(isKind('opinion')).map(({ id }) => id)),
  };
}

async function textOf(db: ReadDb, document: string): Promise<string> {
  const reading = db.selectFrom('reading').select('text').where('document', '=', document);
  return (await reading.orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()).text;
}

function isSame(before: Held, after: Held): boolean {
  const shown = ({ state, reason, value }: Held) => JSON.stringify([state, reason, value]);
  return shown(before) === shown(after);
}

function snapshotOf(before: Held, after: Held): Snapshot {
  const { id, state, reason, value } = before;
  const isMoved = JSON.stringify(value) !== JSON.stringify(after.value);
  return { id, state, reason, ...(isMoved ? { value } : {}) };
}

/** Accepts everything nobody has looked at yet, findings aside: those need a person each. */
export function acceptAll(desk: Desk): Promise<Done> {
  return work(desk, 'accept-all', async (tx, document) => {
    const accepted = await openProposals(tx, document.id);
    if (accepted.length === 0) return null;
    const text = `采纳其余 ${accepted.length} 条识读结果`;
    return { act: 'accept-all', text, changed: accepted.map(({ after }) => after), before: beforeOf(accepted) };
  });
}

interface Step {
  readonly before: Held;
  readonly after: Held;
}

function beforeOf(steps: readonly Step[]) {
  return { proposals: steps.map(({ before, after }) => snapshotOf(before, after)) };
}

async function openProposals(db: ReadDb, document: string): Promise<Step[]> {
  const open = (await proposalRows(db, document)).filter(
    ({ kind, state }) => kind !== 'finding' && state === 'proposed',
  );
  const around: Surroundings = { text: null, wholes: new Map(), opinions: new Set() };
  return open.map(heldOf).map((before) => ({
    before,
    after: changed(before, { version: before.version, act: 'accept' }, around),
  }));
}

/** Turns a document into data: what is still proposed is accepted with it. Done twice it changes nothing more. */
export function acceptDocument(desk: Desk, version: number): Promise<Done> {
  return work(desk, 'accept-document', async (tx, document) => {
    if (document.state === 'accepted') return null;
    await checkVersion(tx, document, version);
    const steps = await openProposals(tx, document.id);
    return {
      act: 'accept-document',
      text: steps.length === 0 ? '采纳公文' : `采纳公文，连同其余 ${steps.length} 条识读结果`,
      changed: steps.map(({ after }) => after),
      state: 'accepted',
      before: { ...beforeOf(steps), wasRead: true },
    };
  });
}

/** Takes a document out of lists and data; its history stays. */
export function withdrawDocument(desk: Desk, version: number, reason: string): Promise<Done> {
  return work(desk, 'withdraw-document', async (tx, document) => {
    await checkVersion(tx, document, version);
    return { act: 'withdraw-document', text: `撤回公文，理由：${reason}`, reason, state: 'withdrawn' };
  });
}

async function checkVersion(db: ReadDb, document: StoredDocument, version: number): Promise<void> {
  if (document.version === version) return;
  throw documentFault('document.stale', { who: await whoChanged(db, document.changed_by) });
}

/** Adds a figure the machine did not see. */
export function addFigure(desk: Desk, wish: BodyOf<typeof documentRoutes.addFigure>): Promise<Done> {
  return work(desk, 'add-figure', async (tx, document) => {
    const text = await textOf(tx, document.id);
    checkFigureRange(wish, text);
    const rows = await proposalRows(tx, document.id);
    const figures = rows.map(heldOf).filter(isKind('figure'));
    const clash = figures.find(({ state, value }) => {
      return state !== 'rejected' && value.start < wish.end && wish.start < value.end;
    });
    if (clash) throw documentFault('proposal.overlap', { name: nameOf(clash) });
    const added = newFigure(wish, text, figures.length);
    const shown = shownFigure(added.value);
    const before = { proposals: [{ id: added.id, state: added.state, reason: null, isNew: true as const }] };
    return { act: 'add-figure', text: `补标数字“${nameOf(added)}”：${shown}`, added: [added], before };
  });
}

function newFigure(wish: BodyOf<typeof documentRoutes.addFigure>, text: string, position: number) {
  const { start, end, value, unit } = wish;
  return {
    id: newId(),
    kind: 'figure' as const,
    position,
    state: 'corrected' as const,
    version: 1,
    reason: null,
    read: null,
    value: {
      start,
      end,
      surface: text.slice(start, end),
      value,
      value2: wish.value2 ?? null,
      unit,
      approx: wish.approx ?? ('exact' as const),
      kind: wish.kind ?? ('count' as const),
      subject: wish.subject ?? '',
      subsetOf: null,
      comparison: wish.comparison ?? null,
      period: wish.period ?? null,
      section: null,
      confidence: 1,
    },
  };
}
