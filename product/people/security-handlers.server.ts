import { instantOf } from '@quantu/base';
import type { Store } from '@quantu/store';
import { answer, answerAnyone, type Mounted, type Person } from './call.server.ts';
import { changePolicy } from './change-policy.server.ts';
import { oidcRoutes, secondFactorRoutes, securityRoutes, type Policy } from './security.contract.ts';
import { finishOidc, startOidc } from './oidc.server.ts';
import { changeOidcSettings, oidcSettings } from './oidc-settings.server.ts';
import { policy } from './policy.server.ts';
import { confirm, enrol, finishSignIn, removeOf, removeOwn, secondFactor } from './second-factor.server.ts';
import { sessionAnswers } from './session-answer.server.ts';
import { allSessions, forceEnd } from './sessions.server.ts';

/** What answers the routes of policy, sessions of all, second factors and the city's own sign-in. */
export function securityHandlers(store: Store, version: string): Mounted[] {
  const { started, signed } = sessionAnswers(store, version);
  const shown = (data: Policy, { permissions }: Person) => ({
    data,
    can: { change: permissions.has('grants.manage') },
  });
  return [
    answer(securityRoutes.policy, async ({ person }) => shown(await policy(store.read()), person)),
    answer(securityRoutes.changePolicy, async ({ person, body }) =>
      shown(await changePolicy(store, person.name, body), person),
    ),
    answer(securityRoutes.sessions, ({ person, query }) =>
      allSessions(store.read(), person, query, instantOf(new Date())),
    ),
    answer(securityRoutes.endSession, async ({ person, params }) => ({
      ended: await forceEnd(store, person, { session: params.session }),
    })),
    answer(securityRoutes.endSessionsOf, async ({ person, params }) => ({
      ended: await forceEnd(store, person, { account: params.account }),
    })),
    answer(securityRoutes.removeSecondFactor, async ({ person, params }) => {
      await removeOf(store, person, params.account);
      return { removed: params.account };
    }),
    answer(secondFactorRoutes.state, async ({ person }) => ({ data: await secondFactor(store.read(), person) })),
    answer(secondFactorRoutes.enrol, async ({ person, body }) => ({ data: await enrol(store, person, body.password) })),
    answer(secondFactorRoutes.confirm, ({ person, body }) => confirm(store, person, body.code.trim())),
    answer(secondFactorRoutes.remove, async ({ person, body }) => ({
      data: await removeOwn(store, person, body.password),
    })),
    answerAnyone(secondFactorRoutes.finish, async ({ body, address, browser, cookie }) =>
      started(await finishSignIn(store, { ...body, address, browser }), cookie),
    ),
    answer(oidcRoutes.settings, async () => ({ data: await oidcSettings(store.read()) })),
    answer(oidcRoutes.changeSettings, async ({ person, body }) => ({
      data: await changeOidcSettings(store, person.name, body),
    })),
    answerAnyone(oidcRoutes.start, () => startOidc(store)),
    answerAnyone(oidcRoutes.finish, async ({ body, address: from, browser, cookie }) =>
      signed(await finishOidc(store, { ...body, browser, from }), cookie),
    ),
  ];
}
