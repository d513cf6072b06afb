import { dayInChina, endOfDayInChina, instantOf, parseDay, type Day } from '@quantu/base';
import { matchesOf } from '@quantu/figures';
import { mayDo } from '@quantu/people';
import type { Person } from '@quantu/people/server';
import { documentFault } from '@quantu/product-documents';
import { displayNames } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { unitParts } from '@quantu/figures';
import { askedOf } from './asked.ts';
import { catalogueOf } from './candidates.server.ts';
import type { BindingAnswer } from './contract.ts';
import { figuresToCheck, printedOf, targetOf, type FigureToCheck } from './examine.server.ts';
import { indicatorFault } from './faults.ts';
import { checkNarrows, checkSees, maySee } from './reader.server.ts';
import { choiceOf, isDeclared, shownValue, targetKey, Values, type Target } from './target.server.ts';

export const BIND_ACTION = 'figure.bind';
export const UNBIND_ACTION = 'figure.unbind';
const MOST_CHOICES = 6;

/** Who looks and binds. */
export type Binder = Pick<Person, 'name' | 'permissions' | 'viewer'>;

/** Where a printed figure of a document belongs, who says so, and where else it may. */
export async function bindingOf(
  store: Store,
  books: Books,
  district: string,
  person: Binder,
  id: string,
): Promise<BindingAnswer> {
  const db = store.read(district);
  const figure = await oneFigure(db, id);
  const [check, binding, { candidates }] = await Promise.all([
    db.selectFrom('figure_check').selectAll().where('figure', '=', id).executeTakeFirst(),
    db.selectFrom('figure_binding').selectAll().where('figure', '=', id).executeTakeFirst(),
    catalogueOf(db, books),
  ]);
  const isSeen = ({ register }: Pick<Target, 'register'>) => {
    const declared = books.registers.get(register);
    return declared !== undefined && maySee(declared, person.viewer);
  };
  const values = new Values(db, books);
  const origin = check?.origin === 'proposed' ? 'none' : (check?.origin ?? 'none');
  const held = check && check.origin !== 'proposed' ? targetFrom(check) : null;
  const bound = held && isDeclared(books, held) && isSeen(held) ? held : null;
  const proposed = check?.origin === 'proposed' ? targetFrom(check) : null;
  const matches = matchesOf(printedOf(figure, null), candidates).map((match) => ({
    target: targetOf(match),
    confidence: match.confidence,
  }));
  const open = [...(proposed ? [{ target: proposed, confidence: check!.confidence }] : []), ...matches]
    .filter(({ target }, i, all) => all.findIndex((one) => targetKey(one.target) === targetKey(target)) === i)
    .filter(({ target }) => isSeen(target) && (bound === null || targetKey(target) !== targetKey(bound)))
    .slice(0, MOST_CHOICES);
  const names = await displayNames(db, [binding?.bound_by ?? null]);
  const choice = (target: Target, confidence: number) => choiceOf(db, books, values, target, figure, confidence);
  return {
    data: {
      state: check?.state ?? 'unsupported',
      origin,
      by: binding ? names(binding.bound_by) : null,
      at: binding?.bound_at ?? null,
      bound: bound && (await choice(bound, check!.confidence)),
      onItsDay: bound && (await onItsDay(db, books, figure, bound)),
      choices: await Promise.all(open.map(({ target, confidence }) => choice(target, confidence))),
    },
    can: { bind: mayDo(person.permissions, 'documents.write') },
  };
}

function targetFrom({ register, key, scope, period }: { [K in keyof Target]: Target[K] | null }): Target | null {
  return register === null || key === null ? null : { register, key, scope, period };
}

async function oneFigure(db: ReadDb, id: string): Promise<FigureToCheck> {
  const [figure] = await figuresToCheck(db, [id]);
  if (!figure) throw documentFault('figure.unknown');
  return figure;
}

/** What the register said when the document's day ended; null for documents of today or without a day. */
async function onItsDay(
  db: ReadDb,
  books: Books,
  { dated }: FigureToCheck,
  target: Target,
): Promise<BindingAnswer['data']['onItsDay']> {
  const day: Day | null = dated === null ? null : parseDay(dated);
  const now = instantOf(new Date());
  if (day === null || endOfDayInChina(day) >= now || day >= dayInChina(now)) return null;
  const value = await new Values(db, books, day).of(target);
  return { day, value: value.value, shown: shownValue(value) };
}

export interface BindWish {
  readonly register: string | null;
  readonly figure: string | null;
  readonly scope?: string;
  readonly period?: string;
}

/** A person says where a figure belongs, or that it belongs to nothing. */
export async function bindFigure(
  store: Store,
  books: Books,
  district: string,
  person: Binder,
  id: string,
  wish: BindWish,
): Promise<void> {
  const figure = await oneFigure(store.read(district), id);
  const { register, figure: key } = wish;
  const isBound = register !== null && key !== null;
  if (isBound) checkFits(books, person, figure, { ...wish, register, figure: key });
  const row = {
    register: isBound ? register : null,
    key: isBound ? key : null,
    scope: isBound ? (wish.scope ?? null) : null,
    period: isBound ? (wish.period ?? null) : null,
    bound_by: person.name,
  };
  await store.transact({ district, actor: person.name, action: BIND_ACTION, subject: id }, async (tx) => {
    await tx
      .insertInto('figure_binding')
      .values({ figure: id, ...row, bound_at: tx.at })
      .onConflict((conflict) => conflict.column('figure').doUpdateSet({ ...row, bound_at: tx.at }))
      .execute();
    tx.audit({ after: { register: row.register, figure: row.key, scope: row.scope, period: row.period } });
  });
}

/** The figure exists, the person may see it, and it is of the same unit as what is printed. */
function checkFits(
  books: Books,
  { viewer }: Binder,
  printed: FigureToCheck,
  wish: BindWish & { readonly register: string; readonly figure: string },
): void {
  checkSees(books, viewer, wish.register, wish.figure);
  const asked = askedOf(books, wish.register, wish.figure, wish);
  if (asked.scope !== null || asked.period !== null) checkNarrows(asked, viewer);
  const { label, unit, figure } = asked.figure;
  const isCount = figure === 'count' || figure === 'distinct';
  if (['growth', 'pp_diff', 'threshold', 'standard', 'from'].includes(printed.kind)) {
    throw indicatorFault('binding.kind', { surface: printed.surface });
  }
  const isSame = unitParts(unit).base === printed.unit || (isCount && printed.kind === 'count');
  if (!isSame) throw indicatorFault('binding.unit', { label, unit, surface: printed.surface });
}

/** Takes back what a person said; the program decides again. */
export async function unbindFigure(store: Store, district: string, person: Binder, id: string): Promise<void> {
  await oneFigure(store.read(district), id);
  await store.transact({ district, actor: person.name, action: UNBIND_ACTION, subject: id }, (tx) =>
    tx.deleteFrom('figure_binding').where('figure', '=', id).execute(),
  );
}
