import { instantOf } from '@quantu/base';
import type { Store } from '@quantu/store';
import { changeAccount, createAccount, createFirstAdministrator, listAccounts } from './accounts.server.ts';
import { auditFile, listAudit } from './audit.server.ts';
import { namedActions } from './actions.ts';
import { answer, answerAnyone, answerFile, type Mounted, type OpenCall } from './call.server.ts';
import { peopleRoutes } from './contract.ts';
import { grantHandlers } from './grant-handlers.server.ts';
import { createDistrict } from './new-district.server.ts';
import { checkAccess } from './permission.ts';
import { linkedPersons, linkPerson } from './persons.server.ts';
import { securityHandlers } from './security-handlers.server.ts';
import { sessionAnswers } from './session-answer.server.ts';
import { endOwnSession, endSession, ownSessions, startSession } from './sessions.server.ts';
import { changeOwnPassword, signIn } from './sign-in.server.ts';

/** What answers the routes of people and sessions. */
export function peopleHandlers(store: Store, version: string): Mounted[] {
  const now = () => instantOf(new Date());
  const { current, started, signed } = sessionAnswers(store, version);
  const where = ({ address, browser }: Pick<OpenCall, 'address' | 'browser'>) => ({ address, browser });

  return [
    ...grantHandlers(store, version),
    ...securityHandlers(store, version),
    answerAnyone(peopleRoutes.session, ({ person, cookie }) => current(person, cookie.token)),
    answerAnyone(peopleRoutes.createFirstAdministrator, async ({ body, cookie, ...call }) => {
      const account = await createFirstAdministrator(store, body);
      const change = { actor: account.name, action: 'session.start', subject: account.id };
      return started(await store.transact(change, (tx) => startSession(tx, account, where(call))), cookie);
    }),
    answerAnyone(peopleRoutes.signIn, async ({ body, cookie, ...call }) => {
      return signed(await signIn(store, { ...body, ...where(call) }), cookie);
    }),
    answerAnyone(peopleRoutes.signOut, async ({ person, cookie }) => {
      if (person) await endSession(store, person);
      cookie.drop();
      return current(null, null);
    }),
    answer(peopleRoutes.ownSessions, async ({ person }) => ({ data: await ownSessions(store.read(), person, now()) })),
    answer(peopleRoutes.endOwnSession, async ({ person, params, cookie }) => {
      await endOwnSession(store, person, params.session);
      if (params.session === person.session) cookie.drop();
      return { data: await ownSessions(store.read(), person, now()) };
    }),
    answer(peopleRoutes.changeOwnPassword, async ({ person, body, cookie, ...call }) => {
      return started(await changeOwnPassword(store, person, { ...body, ...where(call) }), cookie);
    }),
    answer(peopleRoutes.listAccounts, ({ query }) => listAccounts(store.read(), query)),
    answer(peopleRoutes.createAccount, async ({ person, body }) => {
      if (body.role !== undefined) checkAccess(person.permissions, 'grants.manage');
      return { data: await createAccount(store, person.name, body) };
    }),
    answer(peopleRoutes.changeAccount, async ({ person, params, body }) => ({
      data: await changeAccount(store, person.name, params.account, body),
    })),
    answer(peopleRoutes.createDistrict, async ({ person, body }) => ({
      data: await createDistrict(store, person.name, body),
    })),
    answer(peopleRoutes.linkPerson, async ({ person, params, body }) => ({
      data: await linkPerson(store, person.name, params.account, body),
    })),
    answer(peopleRoutes.linkedPersons, async ({ params }) => ({ data: await linkedPersons(store, params.account) })),
    answer(peopleRoutes.listAudit, ({ query }) => listAudit(store, query)),
    answer(peopleRoutes.auditActions, async () => ({ data: [...namedActions()] })),
    answerFile(peopleRoutes.exportAudit, ({ params, query }) => auditFile(store, query, params.format)),
  ];
}
