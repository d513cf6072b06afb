import { instantOf } from '@quantu/base';
import type { Store } from '@quantu/store';
import { accountById, needsFirstAdministrator } from './accounts.server.ts';
import { arrive } from './arrival.server.ts';
import type { Cookie, Person } from './call.server.ts';
import type { SessionAnswer, SessionDistrict } from './contract.ts';
import { isFictional } from './districts.ts';
import { grantsIn, permissionsOf, rolesOf } from './grants.ts';
import { oidcLabel } from './oidc-settings.server.ts';
import { organisationNames } from './organisations.server.ts';
import { mayDo } from './permission.ts';
import type { StartedSession } from './sessions.server.ts';
import type { SignedIn } from './sign-in.server.ts';
import { csrfOf } from './token.server.ts';

/** How the start of a page is answered: to whoever is here, to who has just signed in, to who owes a second factor. */
export function sessionAnswers(store: Store, version: string) {
  async function answered(person: Person | null, token: string | null, challenge: string | null) {
    const [districts, account, needsFirst, label] = await Promise.all([
      person ? districtsOf(store, person) : [],
      person ? accountById(store.read(), person.id) : null,
      person === null && needsFirstAdministrator(store.read()),
      oidcLabel(store.read()),
    ]);
    const permissions = person?.permissions ?? new Set();
    const may = (access: Parameters<typeof mayDo>[1]) => mayDo(permissions, access);
    const answer: SessionAnswer = {
      data: {
        needsFirstAdministrator: needsFirst,
        account,
        csrf: person && token !== null ? csrfOf(token) : null,
        districts,
        permissions: [...permissions],
        roles: [...rolesOf(person?.grants ?? [])],
        demands: [...(person?.demands ?? [])],
        challenge,
        oidcLabel: label,
        version,
      },
      can: {
        upload: may('documents.write'),
        administer: may('accounts.manage'),
        grant: may('grants.manage'),
        audit: may('audit.read'),
      },
    };
    return answer;
  }

  /** Puts a new session into the browser and answers as it will be answered from now on. */
  async function started({ token, until }: StartedSession, cookie: Cookie) {
    cookie.keep(token, until);
    const { person } = await arrive(store, { session: token }, null, instantOf(new Date()));
    return answered(person, token, null);
  }

  return {
    current: (person: Person | null, token: string | null) => answered(person, token, null),
    started,
    /** The first step of signing in may be all of it. */
    signed: (step: SignedIn, cookie: Cookie) =>
      'challenge' in step ? answered(null, null, step.challenge) : started(step, cookie),
  };
}

/** The districts somebody has a role in, and what they may do there. */
async function districtsOf(store: Store, { grants, token, permissions: all }: Person): Promise<SessionDistrict[]> {
  const mine = (await store.districts()).filter(({ code }) => grantsIn(grants, code).length > 0);
  return Promise.all(
    mine
      .filter(({ code }) => token === null || token.districts === null || token.districts.includes(code))
      .map(async ({ code, name }) => {
        const here = grantsIn(grants, code);
        const ids = [...new Set(here.flatMap(({ organisation }) => organisation ?? []))];
        const names = await organisationNames(store.read(code), ids);
        return {
          code,
          name,
          isFictional: isFictional(name),
          permissions: [...permissionsOf(rolesOf(here))].filter((one) => all.has(one)),
          roles: [...rolesOf(here)],
          organisations: ids.flatMap((id) => ({ id, name: names.get(id) ?? '' })).filter(({ name }) => name !== ''),
        };
      }),
  );
}
