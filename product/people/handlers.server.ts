import { instantOf } from '@quantu/base';
import type { Store } from '@quantu/store';
import {
  accountById,
  changeAccount,
  createAccount,
  createFirstAdministrator,
  listAccounts,
  needsFirstAdministrator,
} from './accounts.server.ts';
import { listAudit } from './audit.server.ts';
import { answer, answerAnyone, type Mounted, type OpenCall, type Person } from './call.server.ts';
import { peopleRoutes, type Account, type SessionAnswer } from './contract.ts';
import { isFictional } from './districts.ts';
import { createDistrict } from './new-district.server.ts';
import { mayDo, permissionsOf, PRESETS } from './permission.ts';
import { endOwnSession, endSession, ownSessions, startSession } from './sessions.server.ts';
import { changeOwnPassword, signIn } from './sign-in.server.ts';
import { csrfOf } from './token.server.ts';

const withPreset = ({ id, role }: Account) => ({ id, permissions: permissionsOf(PRESETS[role]) });

/** What answers the routes of people and sessions. */
export function peopleHandlers(store: Store, version: string): Mounted[] {
  const now = () => instantOf(new Date());

  async function session(
    person: Pick<Person, 'id' | 'permissions'> | null,
    token: string | null,
  ): Promise<SessionAnswer> {
    const [districts, account] = await Promise.all([
      person ? store.districts() : [],
      person ? accountById(store.read(), person.id) : null,
    ]);
    return {
      data: {
        needsFirstAdministrator: person === null && (await needsFirstAdministrator(store.read())),
        account,
        csrf: person && token !== null ? csrfOf(token) : null,
        districts: districts.map(({ code, name }) => ({ code, name, isFictional: isFictional(name) })),
        version,
      },
      can: {
        upload: mayDo(person?.permissions ?? null, 'documents.write'),
        administer: mayDo(person?.permissions ?? null, 'accounts.manage'),
      },
    };
  }

  const where = ({ address, browser }: Pick<OpenCall, 'address' | 'browser'>) => ({ address, browser });

  return [
    answerAnyone(peopleRoutes.session, ({ person, cookie }) => session(person, cookie.token)),
    answerAnyone(peopleRoutes.createFirstAdministrator, async ({ body, cookie, ...call }) => {
      const account = await createFirstAdministrator(store, body);
      const change = { actor: account.name, action: 'session.start', subject: account.id };
      const { token, until } = await store.transact(change, (tx) => startSession(tx, account, where(call)));
      cookie.keep(token, until);
      return session(withPreset(account), token);
    }),
    answerAnyone(peopleRoutes.signIn, async ({ body, cookie, ...call }) => {
      const { token, until, account } = await signIn(store, { ...body, ...where(call) });
      cookie.keep(token, until);
      return session(withPreset(account), token);
    }),
    answerAnyone(peopleRoutes.signOut, async ({ person, cookie }) => {
      if (person) await endSession(store, person);
      cookie.drop();
      return session(null, null);
    }),
    answer(peopleRoutes.ownSessions, async ({ person }) => ({ data: await ownSessions(store.read(), person, now()) })),
    answer(peopleRoutes.endOwnSession, async ({ person, params, cookie }) => {
      await endOwnSession(store, person, params.session);
      if (params.session === person.session) cookie.drop();
      return { data: await ownSessions(store.read(), person, now()) };
    }),
    answer(peopleRoutes.changeOwnPassword, async ({ person, body, cookie, ...call }) => {
      const { token, until } = await changeOwnPassword(store, person, { ...body, ...where(call) });
      cookie.keep(token, until);
      return session(person, token);
    }),
    answer(peopleRoutes.listAccounts, ({ query }) => listAccounts(store.read(), query)),
    answer(peopleRoutes.createAccount, async ({ person, body }) => ({
      data: await createAccount(store, person.name, body),
    })),
    answer(peopleRoutes.changeAccount, async ({ person, params, body }) => ({
      data: await changeAccount(store, person.name, params.account, body),
    })),
    answer(peopleRoutes.createDistrict, async ({ person, body }) => ({
      data: await createDistrict(store, person.name, body),
    })),
    answer(peopleRoutes.listAudit, ({ query }) => listAudit(store, query)),
  ];
}
