import { isFictional, mayDo, nameActions } from '@quantu/people';
import { answer, answerEvents, answerFile, type Call, type Mounted, type Person } from '@quantu/people/server';
import type { ReadDb, Store } from '@quantu/store';
import { acceptAll, acceptDocument, addFigure, changeProposal, withdrawDocument } from './changes.server.ts';
import { compareDocuments } from './compare.server.ts';
import { documentRoutes as routes, type ChangeAnswer, type DocumentAnswer } from './contract.ts';
import { documentById, documentRow, listDocuments } from './documents.server.ts';
import { download, downloadFigures, readingOf } from './downloads.server.ts';
import { evidenceIn, figureWithVersions, listFigures } from './figures.server.ts';
import { historyOf } from './history.server.ts';
import { cancelJob, currentJobs, jobById, watchJob } from './jobs.server.ts';
import { rowsAnswer } from './rows.server.ts';
import { proposalRows, shownProposals } from './stored-proposals.server.ts';
import type { ThingsFollower } from './followers.server.ts';
import type { DocumentWorkers } from './worker/workers.server.ts';
import { undo, undoStateOf } from './undo.server.ts';
import { receiveUpload } from './upload.server.ts';
import { DOCUMENT_ACTS, documentCan, type Desk, type Done } from './work.server.ts';

const mayWrite = ({ permissions }: Person) => mayDo(permissions, 'documents.write');

/** `checking`: so much has changed that a job is holding the figures against the registers; some are as before. */
export type Freshness = 'fresh' | 'checking';
/** Whoever knows the registers: brings what stands behind the district's figures up to date. */
export type FigureWatch = (district: string) => Promise<Freshness>;

/** What answers the routes of documents and figures. */
export function documentHandlers(
  store: Store,
  workers: DocumentWorkers,
  watch: FigureWatch,
  follow?: ThingsFollower,
): Mounted[] {
  for (const [act, label] of Object.entries(DOCUMENT_ACTS)) nameActions({ [`document.${act}`]: label });
  return [
    ...jobHandlers(store),
    ...readingHandlers(store),
    ...workHandlers(store, follow),
    ...figureHandlers(store, workers, watch),
  ];
}

function jobHandlers(store: Store): Mounted[] {
  return [
    answer(routes.upload, async (call) => receiveUpload(store, call.params.district, call.person, await call.upload())),
    answer(routes.listJobs, async ({ params }) => ({ data: await currentJobs(store.read(), params.district) })),
    answer(routes.job, async ({ params, person }) => {
      const data = await jobById(store.read(), params.district, params.job);
      const isOpen = data.state === 'waiting' || data.state === 'running' || data.state === 'failed';
      return { data, can: { cancel: isOpen && mayWrite(person) } };
    }),
    answerEvents(routes.jobEvents, async ({ params, gone }) => {
      await jobById(store.read(), params.district, params.job);
      return watchJob(store, params.district, params.job, gone);
    }),
    answer(routes.cancelJob, async ({ params }) => {
      return { data: await cancelJob(store, params.district, params.job), can: { cancel: false } };
    }),
  ];
}

function readingHandlers(store: Store): Mounted[] {
  return [
    answer(routes.listDocuments, async ({ params, query, person }) => {
      return { ...(await listDocuments(store.read(params.district), query)), can: { upload: mayWrite(person) } };
    }),
    answer(routes.document, ({ params, person }) => documentAnswer(store, params.district, params.document, person)),
    answer(routes.history, async ({ params, query }) => {
      const db = store.read(params.district);
      await documentById(db, params.document);
      return historyOf(db, params.document, query);
    }),
    answer(routes.rows, async ({ params }) => {
      const db = store.read(params.district);
      await documentById(db, params.document);
      return rowsAnswer(db, params.document);
    }),
    answer(routes.compare, ({ params, query }) => compareDocuments(store.read(params.district), query.a, query.b)),
  ];
}

async function documentAnswer(store: Store, district: string, id: string, person: Person): Promise<DocumentAnswer> {
  const db = store.read(district);
  const document = await documentById(db, id);
  const [row, { reading, pages, notes }, proposals, undoState] = await Promise.all([
    documentRow(db, document),
    readingOf(db, id),
    proposalRows(db, id).then((rows) => shownProposals(db, rows)),
    undoStateOf(db, id, person.name),
  ]);
  const { text, sections } = reading;
  return {
    data: { document: row, text, sections, pages, notes, proposals, undo: undoState },
    can: documentCan(document, mayWrite(person), undoState !== null),
  };
}

function workHandlers(store: Store, follow: ThingsFollower | undefined): Mounted[] {
  const deskOf = ({
    params,
    person,
  }: Pick<Call, 'person'> & { params: { district: string; document: string } }): Desk => ({
    store,
    district: params.district,
    document: params.document,
    person,
    follow,
  });
  return [
    answer(routes.changeProposal, async (call) =>
      changeAnswer(store, call, await changeProposal(deskOf(call), call.params.proposal, call.body)),
    ),
    answer(routes.addFigure, async (call) => changeAnswer(store, call, await addFigure(deskOf(call), call.body))),
    answer(routes.acceptAll, async (call) => changeAnswer(store, call, await acceptAll(deskOf(call)))),
    answer(routes.undo, async (call) => changeAnswer(store, call, await undo(deskOf(call)))),
    answer(routes.acceptDocument, async (call) =>
      changeAnswer(store, call, await acceptDocument(deskOf(call), call.body.version)),
    ),
    answer(routes.withdrawDocument, async (call) => {
      const { document } = await withdrawDocument(deskOf(call), call.body.version, call.body.reason);
      return { data: await documentRow(store.read(call.params.district), document) };
    }),
  ];
}

async function changeAnswer(
  store: Store,
  { params, person }: { params: { district: string }; person: Person },
  { document, touched, removed }: Done,
): Promise<ChangeAnswer> {
  const db = store.read(params.district);
  const [row, proposals, undoState] = await Promise.all([
    documentRow(db, document),
    touched.length === 0 ? [] : proposalRows(db, document.id, touched).then((rows) => shownProposals(db, rows)),
    undoStateOf(db, document.id, person.name),
  ]);
  return {
    data: { document: row, proposals, removed: [...removed], undo: undoState },
    can: documentCan(document, mayWrite(person), undoState !== null),
  };
}

function figureHandlers(store: Store, workers: DocumentWorkers, watch: FigureWatch): Mounted[] {
  /** A district's data, with every figure held against the registers as they are now. */
  const checked = async (district: string): Promise<ReadDb> => {
    await watch(district);
    return store.read(district);
  };
  const districtOf = async (code: string) => {
    const district = (await store.districts()).find((one) => one.code === code);
    return { code, isFictional: isFictional(district?.name ?? '') };
  };
  return [
    answer(routes.listFigures, async ({ params, query }) => {
      const isChecking = (await watch(params.district)) === 'checking';
      return { ...(await listFigures(store.read(params.district), query)), isChecking };
    }),
    answer(routes.evidence, async ({ params }) => {
      const db = await checked(params.district);
      await documentById(db, params.document);
      return { data: await evidenceIn(db, params.document) };
    }),
    answer(routes.figure, async ({ params }) => figureWithVersions(await checked(params.district), params.figure)),
    answerFile(routes.downloadFigures, async ({ params, query }) => {
      const { isFictional: isInvented } = await districtOf(params.district);
      return downloadFigures(await checked(params.district), query, isInvented);
    }),
    answerFile(routes.download, async ({ params }) => {
      if (params.format === 'xlsx') await watch(params.district);
      return download(store, workers, await districtOf(params.district), params.document, params.format);
    }),
  ];
}
