import { dayInChina, instantOf } from '@quantu/base';
import { mayDo, nameActions } from '@quantu/people';
import { answer, type Mounted } from '@quantu/people/server';
import type { FigureWatch } from '@quantu/product-documents/server';
import type { Books, Viewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { askedOf, dayIn, groupFields, type Asked, type AskWords } from './asked.ts';
import { BIND_ACTION, bindFigure, bindingOf, UNBIND_ACTION, unbindFigure } from './bindings.server.ts';
import { indicatorRoutes as routes } from './contract.ts';
import { indicatorFault } from './faults.ts';
import { groupsOf } from './groups.server.ts';
import { askedFigures, indicatorAnswer, listIndicators } from './indicators.server.ts';
import { checkNarrows, checkSees, isShown, mayNarrow, maySee } from './reader.server.ts';
import { seriesOf } from './series.server.ts';
import { listSignatures, SIGN_ACTION, signatureById, signFigure, verifySignature } from './sign.server.ts';
import { waterfallBetween } from './waterfall.server.ts';
import { CHECK_JOB } from './watch.server.ts';

const TREND_MONTHS = 12;
const SERIES_MONTHS = 24;

/** What answers the routes of figures from registers. */
export function indicatorHandlers(store: Store, books: Books, watch: FigureWatch): Mounted[] {
  nameActions({
    [SIGN_ACTION]: '签发数据',
    [BIND_ACTION]: '对应报告数字',
    [UNBIND_ACTION]: '取消对应报告数字',
    [CHECK_JOB]: '核对报告数字',
  });
  return [
    ...readingHandlers(store, books, watch),
    ...signingHandlers(store, books),
    ...bindingHandlers(store, books, watch),
  ];
}

/** What is asked for, once it is sure that the viewer may see it, and see into it where that is asked. */
function asking(books: Books, viewer: Viewer, params: { register: string; figure: string }, words: AskWords): Asked {
  checkSees(books, viewer, params.register, params.figure);
  const asked = askedOf(books, params.register, params.figure, words);
  if (asked.scope !== null || asked.period !== null) checkNarrows(asked, viewer);
  if (asked.scope !== null) checkGroup(asked, viewer, asked.scope.field);
  return asked;
}

function checkGroup({ register, key, figure }: Asked, viewer: Viewer, field: string): void {
  if (groupFields(register, key).includes(field) && isShown(register, viewer, field)) return;
  throw indicatorFault('indicator.scope', { label: figure.label, field: register.fields[field]?.label ?? field });
}

function readingHandlers(store: Store, books: Books, watch: FigureWatch): Mounted[] {
  return [
    answer(routes.indicators, async ({ params, query, person }) => ({
      data: await listIndicators(store.read(params.district), books, person.viewer, query),
    })),
    answer(routes.trends, async ({ params, query, person }) => {
      const db = store.read(params.district);
      const open = askedFigures(books, person.viewer, query).filter((asked) => mayNarrow(asked, person.viewer));
      const data = open.map(async (asked) => ({
        register: asked.register.name,
        figure: asked.key,
        series: await seriesOf(db, books, asked, TREND_MONTHS),
      }));
      return { data: await Promise.all(data) };
    }),
    answer(routes.indicator, async ({ params, query, person }) => {
      const asked = asking(books, person.viewer, params, query);
      const isReader = mayDo(person.permissions, 'documents.read');
      if (isReader) await watch(params.district);
      const db = store.read(params.district);
      const data = await indicatorAnswer(db, books, person.viewer, params.district, asked, isReader);
      const isSignable = mayDo(person.permissions, 'figures.sign') && data.current.value !== null;
      return { data, can: { sign: isSignable, narrow: mayNarrow(asked, person.viewer) } };
    }),
    answer(routes.groups, async ({ params, query, person }) => {
      const asked = asking(books, person.viewer, params, query);
      checkNarrows(asked, person.viewer);
      checkGroup(asked, person.viewer, query.by);
      return { data: await groupsOf(store.read(params.district), books, asked, query.by) };
    }),
    answer(routes.series, async ({ params, query: { months = SERIES_MONTHS, ...words }, person }) => {
      const asked = asking(books, person.viewer, params, words);
      checkNarrows(asked, person.viewer);
      return { data: await seriesOf(store.read(params.district), books, asked, months) };
    }),
    answer(routes.waterfall, async ({ params, query: { from, until, ...words }, person }) => {
      const asked = asking(books, person.viewer, params, { ...words, asOf: until });
      checkNarrows(asked, person.viewer);
      const day = dayIn(from);
      const today = dayInChina(instantOf(new Date()));
      if (day >= (asked.asOf ?? today)) throw indicatorFault('indicator.order', { from, until: asked.asOf ?? '今天' });
      return { data: await waterfallBetween(store.read(params.district), books, asked, day, person.viewer) };
    }),
  ];
}

function signingHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.sign, async ({ params, body, person }) => {
      const asked = asking(books, person.viewer, params, body);
      return { data: await signFigure(store, books, params.district, person.name, asked) };
    }),
    answer(routes.signatures, ({ params, query, person }) => {
      const seen = books.registers.all.filter((register) => maySee(register, person.viewer)).map(({ name }) => name);
      const asked = query.register === undefined ? seen : seen.filter((name) => name === query.register);
      return listSignatures(store.read(params.district), asked, query);
    }),
    answer(routes.verify, async ({ params, person }) => {
      const db = store.read(params.district);
      const { register } = await signatureById(db, params.signature);
      const declared = books.registers.get(register);
      if (declared && !maySee(declared, person.viewer)) throw indicatorFault('signature.unknown');
      return { data: await verifySignature(db, books, params.district, params.signature) };
    }),
  ];
}

function bindingHandlers(store: Store, books: Books, watch: FigureWatch): Mounted[] {
  return [
    answer(routes.binding, async ({ params, person }) => {
      await watch(params.district);
      return bindingOf(store, books, params.district, person, params.figure);
    }),
    answer(routes.bind, async ({ params, body, person }) => {
      await bindFigure(store, books, params.district, person, params.figure, body);
      await watch(params.district);
      return bindingOf(store, books, params.district, person, params.figure);
    }),
    answer(routes.unbind, async ({ params, person }) => {
      await unbindFigure(store, params.district, person, params.figure);
      await watch(params.district);
      return bindingOf(store, books, params.district, person, params.figure);
    }),
  ];
}
