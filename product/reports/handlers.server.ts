import { dayInChina, instantOf } from '@quantu/base';
import { nameActions } from '@quantu/people';
import { answer, answerAnyone, answerFile, type Call, type Mounted, type Person } from '@quantu/people/server';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import { moveRecord } from '@quantu/registers/server';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { addSection, changeSection, dropSection, saveHead } from './arrange.server.ts';
import { candidatesFor } from './candidates.server.ts';
import { addComment, commentsOf, settleComment } from './comments.server.ts';
import { reportRoutes as routes } from './contract.ts';
import { createReport, redraft } from './create.server.ts';
import { reportFault } from './faults.ts';
import { hangOnOpinion, typesetForOpinion } from './hand-in.server.ts';
import { looksAt } from './looks.server.ts';
import { bundleName, bundleOutput, codeOf, reportOutput } from './output.server.ts';
import {
  dayOfReport,
  oneSection,
  paperOf,
  reportRegister,
  sectionRegister,
  textOf,
  type Paper,
} from './papers.server.ts';
import { bundleTexts, proofOf, rootOf } from './proof/bundle.server.ts';
import { verifierPage } from './proof/page.server.ts';
import { proofAnswer, publicReport } from './proof/public.server.ts';
import { addReturn, readReturned, returnsOf, returnView, settleReturn } from './returns.server.ts';
import { saveText, sent } from './save-text.server.ts';
import type { ReportText } from './text.ts';
import { keepVersion, versionsOf, versionText } from './versions.server.ts';
import { reportRows, reportView } from './views.server.ts';

nameActions({
  'report.create': '起草报告',
  'report.head': '修改版头和数据截至日期',
  'report.section': '安排报告章节',
  'report.text': '撰写报告',
  'report.step': '办理报告',
  'report.version': '留存报告版本',
  'report.comment': '批注报告',
  'report.return': '上传回稿',
  'report.settle': '处理回稿',
});

interface Asked {
  readonly params: { readonly district: string; readonly report: string };
  readonly person: Person;
}

/** What the routes of reports are answered by. */
export function reportHandlers(store: Store, books: Books, workers: DocumentWorkers): readonly Mounted[] {
  const paper = ({ params, person }: Asked): Promise<Paper> =>
    paperOf(store.read(params.district), books, person.viewer, params.report);
  /** Reads the report and changes it in one transaction. */
  const change = <T>(
    { params, person }: Asked,
    action: string,
    work: (tx: WriteDb, paper: Paper) => Promise<T>,
    reason?: string,
  ): Promise<T> =>
    store.transact(
      { district: params.district, actor: person.name, action, subject: params.report, reason },
      async (tx) => {
        await lockReport(tx, params.report);
        return work(tx, await paperOf(tx, books, person.viewer, params.report));
      },
    );
  const districtName = async (code: string): Promise<string> =>
    (await store.districts()).find((one) => one.code === code)?.name ?? '';
  const step = async (
    call: Asked & Pick<Call, 'origin' | 'gone'>,
    register: 'report' | 'report-section',
    { step: transition, reason }: { step: string; reason: string },
    of: (paper: Paper) => { readonly id: string; readonly version: number },
  ) => {
    const declared = register === 'report' ? reportRegister(books) : sectionRegister(books);
    const said = reason.trim();
    const files =
      register === 'report'
        ? await typesetForOpinion(store, workers, await paper(call), transition, {
            district: call.params.district,
            districtName: await districtName(call.params.district),
            origin: call.origin,
            signal: call.gone,
          })
        : [];
    const work = async (tx: WriteDb, found: Paper): Promise<void> => {
      const { id, version } = of(found);
      const move = { version, transition, ...(said === '' ? {} : { reason: said }) };
      await moveRecord(tx, books, declared, call.person.viewer, id, move);
      await hangOnOpinion(store, tx, found, files);
    };
    await change(call, 'report.step', work, said === '' ? undefined : said);
    const state = declared.states?.transitions[transition]?.to ?? '';
    return { data: { state, stateLabel: declared.states?.states[state]?.label ?? '' } };
  };
  return [
    answer(routes.reports, async ({ params, person }) => ({
      data: await reportRows(store.read(params.district), books, person.viewer),
      can: { create: person.permissions.has('documents.write') },
    })),
    answer(routes.createReport, async ({ params, person, body }) => {
      const { district } = params;
      const name = await districtName(district);
      const id = await store.transact({ district, actor: person.name, action: 'report.create' }, (tx) =>
        createReport(tx, books, person.viewer, name, { ...body, title: body.title.trim() }),
      );
      return { data: { id } };
    }),
    answer(routes.report, async (call) => {
      const { params, person } = call;
      const [found, name] = await Promise.all([paper(call), districtName(params.district)]);
      const db = store.read(params.district);
      return { data: await reportView(db, books, person.viewer, person.permissions, name, found) };
    }),
    answer(routes.arrangeReport, async (call) => ({
      data: {
        revision: await change(call, 'report.head', (tx, found) =>
          saveHead(tx, books, call.person.viewer, found, call.body),
        ),
      },
    })),
    answer(routes.addSection, async (call) => {
      const { after, ...wish } = call.body;
      const id = await change(call, 'report.section', (tx, found) =>
        addSection(tx, books, call.person.viewer, found, wish, after),
      );
      return { data: { id } };
    }),
    answer(routes.changeSection, async (call) => {
      const { after, ...wish } = call.body;
      const { section } = call.params;
      await change(call, 'report.section', (tx, found) =>
        changeSection(tx, books, call.person.viewer, found, section, wish, after),
      );
      return { data: { id: section } };
    }),
    answer(routes.removeSection, async (call) => {
      const { section } = call.params;
      await change(call, 'report.section', (tx, found) => dropSection(tx, books, call.person.viewer, found, section));
      return { data: { id: section } };
    }),
    answer(routes.saveText, async (call) => ({
      data: await change(call, 'report.text', (tx, found) =>
        saveText(tx, call.person.viewer, found, call.params.section, call.body),
      ),
    })),
    answer(routes.stepSection, (call) =>
      step(call, 'report-section', call.body, (found) => oneSection(found, call.params.section)),
    ),
    answer(routes.stepReport, (call) => step(call, 'report', call.body, ({ record }) => record)),
    answer(routes.looks, async (call) => {
      const { record } = await paper(call);
      const asOf = dayOfReport(record.values['asOf']);
      return {
        data: await looksAt(store.read(call.params.district), books, call.person.viewer, call.body.figures, asOf),
        asOf,
      };
    }),
    answer(routes.candidates, async (call) => {
      refuseOutsider(call.person);
      const { record } = await paper(call);
      const db = store.read(call.params.district);
      return {
        data: await candidatesFor(db, books, call.person.viewer, call.body, dayOfReport(record.values['asOf'])),
      };
    }),
    answer(routes.draft, async (call) => {
      refuseOutsider(call.person);
      const found = await paper(call);
      const { opinion } = found.record.values;
      const look = {
        db: store.read(call.params.district),
        books,
        viewer: call.person.viewer,
        at: undefined,
        today: dayInChina(instantOf(new Date())),
      };
      const section = oneSection(found, call.body.section);
      return { data: { blocks: sent(await redraft(look, typeof opinion === 'string' ? opinion : null, section)) } };
    }),
    answer(routes.versions, async (call) => {
      await paper(call);
      const all = await versionsOf(store.read(call.params.district), call.params.report);
      return { data: isInsider(call.person) ? all : all.filter(({ kind }) => kind === 'signed') };
    }),
    answer(routes.keepVersion, async (call) => ({
      data: await change(call, 'report.version', (tx, found) => keepVersion(tx, found, 'kept', call.body.name.trim())),
    })),
    answer(routes.versionText, async (call) => ({ data: bodyOf(await textAt(call, call.params.version)) })),
    answer(routes.comments, async (call) => {
      refuseOutsider(call.person);
      await paper(call);
      return { data: await commentsOf(store.read(call.params.district), call.params.report) };
    }),
    answer(routes.addComment, async (call) => {
      refuseOutsider(call.person);
      return { data: await change(call, 'report.comment', (tx, found) => addComment(tx, found, call.body)) };
    }),
    answer(routes.settleComment, async (call) => {
      refuseOutsider(call.person);
      return {
        data: await change(call, 'report.comment', (tx) => settleComment(tx, call.params.report, call.params.comment)),
      };
    }),
    answerFile(routes.reportFile, async (call) => {
      const text = await textAt(call, call.query.version ?? 0);
      const { district, report } = call.params;
      const root = await rootOf(store.read(district), report, call.query.version ?? 0);
      const more = root === null ? {} : { code: codeOf(call.origin, district, report, root) };
      return reportOutput(workers, text, call.query.as, await districtName(district), {
        signal: call.gone,
        ...more,
      });
    }),
    answer(routes.returns, async (call) => {
      await paper(call);
      return { data: await returnsOf(store.read(call.params.district), call.params.report) };
    }),
    answer(routes.addReturn, async (call) => {
      await paper(call);
      const returned = await readReturned(store, workers, await call.upload(), call.gone);
      const id = await change(call, 'report.return', (tx, found) => addReturn(store, tx, found, returned));
      return { data: await returnView(store.read(call.params.district), call.params.report, id) };
    }),
    answer(routes.oneReturn, async (call) => {
      await paper(call);
      return { data: await returnView(store.read(call.params.district), call.params.report, call.params.return) };
    }),
    answer(routes.settleReturn, async (call) => {
      const settled = await change(call, 'report.settle', (tx, found) =>
        settleReturn(tx, books, call.person.viewer, found, call.params.return, call.body.accepted),
      );
      return { data: { conflicts: [...settled.conflicts] } };
    }),
    answer(routes.proof, async (call) => {
      await paper(call);
      return { data: proofAnswer(await proofOf(store.read(call.params.district), call.params.report)) };
    }),
    answerFile(routes.bundle, async (call) => {
      const { district } = call.params;
      const { record } = await paper(call);
      return bundleOutput(store.read(district), books, workers, record.id, await districtName(district), call.origin);
    }),
    answerFile(routes.verifier, async (call) => {
      const { record } = await paper(call);
      const texts = await bundleTexts(store.read(call.params.district), books, record.id);
      const bytes = new TextEncoder().encode(await verifierPage(texts));
      return { name: bundleName(texts, 'html'), type: 'text/html; charset=utf-8', bytes };
    }),
    answerAnyone(routes.publicReport, async ({ params }) => ({
      data: await publicReport(store, params.district, params.report),
    })),
  ];

  /** 0: as it stands now. */
  async function textAt(call: Asked, version: number): Promise<ReportText> {
    const found = await paper(call);
    if (version === 0) return textOf(found);
    const db = store.read(call.params.district);
    const isOpen = isInsider(call.person) || (await rootOf(db, found.record.id, version)) !== null;
    if (!isOpen) throw reportFault('drafting.version-unknown', { number: version });
    return versionText(db, found.record.id, version);
  }
}

/** Who signs meanwhile is waited for: a text is never changed under a signature. */
async function lockReport(tx: WriteDb, report: string): Promise<void> {
  await sql`select id from report where id = ${report}::uuid for update`.execute(tx);
}

/** Comments are the drafters' own; the people's congress sees what was handed in to it. */
function refuseOutsider(person: Person): void {
  if (!isInsider(person)) throw reportFault('drafting.unknown');
}

/** Drafts and what was said of them are the government's; outside of it a report is what was signed. */
const isInsider = ({ permissions }: Person): boolean => permissions.has('documents.read');

const bodyOf = ({ head, sections }: ReportText) => ({
  head: head as never,
  sections: sections.map(({ id, level, title, blocks }) => ({ id, level, title, blocks: sent(blocks) })),
});
