import { instantOf } from '@quantu/base';
import type { Store } from '@quantu/store';
import { listAccounts } from './accounts.server.ts';
import { answer, answerAnyone, type Mounted } from './call.server.ts';
import { colleagues } from './colleagues.server.ts';
import { delegate, endDelegation, giveGrant, takeGrant } from './give-grants.server.ts';
import { grantRoutes, invitationRoutes, tokenRoutes } from './grants.contract.ts';
import { grantById, listGrants, ownGrants } from './grant-list.server.ts';
import { today } from './grants.server.ts';
import { accept, invite, listInvitations, lookUp, withdraw } from './invitations.server.ts';
import { checkDistrict, organisationChoices } from './organisations.server.ts';
import { sessionAnswers } from './session-answer.server.ts';
import { allTokens, createToken, ownTokens, revokeToken } from './tokens.server.ts';

/** What answers the routes of grants, delegations, invitations and API tokens. */
export function grantHandlers(store: Store, version: string): Mounted[] {
  const { started, current } = sessionAnswers(store, version);
  return [
    answer(grantRoutes.grants, ({ person, query }) => listGrants(store, person, query)),
    answer(grantRoutes.accounts, ({ query }) => listAccounts(store.read(), query)),
    answer(grantRoutes.grant, async ({ person, body }) => ({
      data: await grantById(store, person, await giveGrant(store, person, body)),
    })),
    answer(grantRoutes.revoke, async ({ person, params, query }) => ({
      removed: await takeGrant(store, person, params.grant, query.reason),
    })),
    answer(grantRoutes.ownGrants, ({ person }) => ownGrants(store, person)),
    answer(grantRoutes.delegate, async ({ person, body }) => {
      await delegate(store, person, body);
      return { data: (await ownGrants(store, person)).given };
    }),
    answer(grantRoutes.endDelegation, async ({ person, params }) => {
      await endDelegation(store, person, params.grant);
      return { data: (await ownGrants(store, person)).given };
    }),
    answer(grantRoutes.colleagues, async ({ params, query }) => ({
      data: await colleagues(store.read(), params.district, query.text),
    })),
    answer(grantRoutes.grantOrganisations, async ({ query }) => {
      await checkDistrict(store, query.district);
      return { data: await organisationChoices(store.read(query.district), today(instantOf(new Date()))) };
    }),
    answer(invitationRoutes.invitations, ({ query }) => listInvitations(store.read(), query)),
    answer(invitationRoutes.invite, ({ person, body }) => invite(store, person, body)),
    answer(invitationRoutes.withdraw, async ({ person, params }) => ({
      data: await withdraw(store, person, params.invitation),
    })),
    answerAnyone(invitationRoutes.lookUp, async ({ body }) => ({ data: await lookUp(store, body.secret) })),
    answerAnyone(invitationRoutes.accept, async ({ body, address, browser, cookie }) => {
      const session = await accept(store, { ...body, address, browser });
      return session ? started(session, cookie) : current(null, null);
    }),
    answer(tokenRoutes.ownTokens, async ({ person }) => ({ data: await ownTokens(store.read(), person) })),
    answer(tokenRoutes.createToken, ({ person, body }) => createToken(store, person, body)),
    answer(tokenRoutes.revokeToken, async ({ person, params }) => {
      await revokeToken(store, person, params.token, false);
      return { data: await ownTokens(store.read(), person) };
    }),
    answer(tokenRoutes.tokens, ({ query }) => allTokens(store.read(), query)),
    answer(tokenRoutes.revokeAnyToken, async ({ person, params }) => ({
      data: await revokeToken(store, person, params.token, true),
    })),
  ];
}
