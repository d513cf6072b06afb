import { nameActions } from '@quantu/people';
import { answer, answerFile, type Call, type Mounted } from '@quantu/people/server';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { projectRoutes as routes } from './contract.ts';
import { deadlines } from './deadlines.server.ts';
import { bringToToday } from './fresh.server.ts';
import { investmentOverview } from './investment.server.ts';
import { curve, lights, overview, waterfall } from './overview.server.ts';
import { printProject } from './print.server.ts';
import { projectView } from './project-view.server.ts';
import {
  amend,
  approveSheet,
  fillSheet,
  reportingOf,
  returnSheet,
  submitSheet,
  type Reporting,
} from './reporting.server.ts';
import { chooseRules, rulesOf, setCurve } from './rules-view.server.ts';
import { sheetOf } from './sheet.server.ts';
import { lookOn } from './year.server.ts';

nameActions({
  'project.day': '每日亮灯和生成月报',
  'project.rules': '选用亮灯规则',
  'project.curve': '设定进度曲线',
  'project.fill': '填报月报',
  'project.submit': '提交月报',
  'project.return': '退回月报',
  'project.approve': '审定月报',
  'project.amend': '更正月报',
});

/** What the routes of projects are answered by. Whoever looks first on a day brings the district to that day. */
export function projectHandlers(store: Store, books: Books, workers: DocumentWorkers): readonly Mounted[] {
  const look = async ({ params }: { params: { district: string } }) => {
    await bringToToday(store, books, params.district);
    return store.read(params.district);
  };
  const reporting = async ({
    params,
    person,
  }: {
    params: { district: string };
    person: Call['person'];
  }): Promise<Reporting> => {
    await bringToToday(store, books, params.district);
    return { store, books, district: params.district, person };
  };
  const may = ({ person }: Pick<Call, 'person'>) => ({
    choose: person.permissions.has('rules.choose'),
    approve: person.permissions.has('reports.approve'),
  });
  const rules = async (call: Pick<Call, 'person'> & { params: { district: string } }, asOf?: string) => ({
    data: await rulesOf(await look(call), books, call.person.viewer, asOf),
    can: { choose: may(call).choose },
  });
  return [
    answer(routes.overview, async (call) => ({
      data: await overview(await look(call), books, call.person.viewer, call.query),
      can: may(call),
    })),
    answer(routes.lights, async (call) => lights(await look(call), books, call.person.viewer, call.query)),
    answer(routes.waterfall, async (call) => ({
      data: await waterfall(await look(call), books, call.person.viewer, call.query),
    })),
    answer(routes.curve, async (call) => ({
      data: await curve(await look(call), books, call.person.viewer, call.query),
    })),
    answer(routes.deadlines, async (call) => ({
      data: await deadlines(await look(call), books, call.person.viewer, call.query),
    })),
    answer(routes.investment, async (call) => {
      const year = call.query.year ?? Number(lookOn(call.query.asOf).today.slice(0, 4));
      return { data: await investmentOverview(await look(call), books, call.person.viewer, year, call.query.asOf) };
    }),
    answer(routes.project, async (call) => ({
      data: await projectView(await look(call), books, call.person.viewer, call.params.project, call.query.asOf),
    })),
    answerFile(routes.projectSheet, async (call) => {
      await look(call);
      return printProject(
        { store, books, workers, district: call.params.district, viewer: call.person.viewer, signal: call.gone },
        call.params.project,
        call.query.asOf,
      );
    }),
    answer(routes.rules, (call) => rules(call, call.query.asOf)),
    answer(routes.chooseRules, async (call) => {
      await look(call);
      const changed = await chooseRules(store, call.params.district, call.person, call.body);
      return { ...(await rules(call)), changed };
    }),
    answer(routes.setCurve, async (call) => {
      await look(call);
      const changed = await setCurve(store, books, call.params.district, call.person, call.body);
      return { ...(await rules(call)), changed };
    }),
    answer(routes.reporting, async (call) => reportingOf(await reporting(call), call.query.month, call.query.asOf)),
    answer(routes.sheet, async (call) => ({
      data: await sheetOf(
        await look(call),
        books,
        call.person,
        call.params.month,
        call.query.organisation,
        call.query.asOf,
      ),
    })),
    answer(routes.fillSheet, async (call) =>
      fillSheet(await reporting(call), call.params.month, call.body.organisation, call.body.rows),
    ),
    answer(routes.submitSheet, async (call) => ({
      data: await submitSheet(await reporting(call), call.params.month, call.body.organisation),
    })),
    answer(routes.returnSheet, async (call) => ({
      data: await returnSheet(await reporting(call), call.params.month, call.body.organisation, call.body.reason),
    })),
    answer(routes.approveSheet, async (call) => ({
      data: await approveSheet(await reporting(call), call.params.month, call.body.organisation),
    })),
    answer(routes.amend, async (call) => ({ data: await amend(await reporting(call), call.params.month, call.body) })),
  ];
}
