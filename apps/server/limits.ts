import type { RateLimitOptions } from '@fastify/rate-limit';
import type { Route } from '@quantu/people';
import { invitationRoutes, oidcRoutes, peopleRoutes, secondFactorRoutes } from '@quantu/people';
import type { FastifyRequest } from 'fastify';
import { COOKIE } from './guard.ts';

/** Calls a minute. */
export interface Limits {
  /** Of one session, or of one address without one: a person clicking fast stays far below. */
  readonly calls: number;
  /** Of one address at the doors that take a password, a code or a link. */
  readonly passwords: number;
}

export const LIMITS: Limits = { calls: 1_200, passwords: 30 };

const PASSWORD_ROUTES = new Set<string>(
  [
    peopleRoutes.signIn,
    peopleRoutes.createFirstAdministrator,
    peopleRoutes.changeOwnPassword,
    secondFactorRoutes.finish,
    secondFactorRoutes.enrol,
    secondFactorRoutes.confirm,
    secondFactorRoutes.remove,
    invitationRoutes.lookUp,
    invitationRoutes.accept,
    oidcRoutes.start,
    oidcRoutes.finish,
  ].map(({ path }) => path),
);

const TILES = /\/tiles\/(:z|:set\/:matrix)\//;
/** One look at a map with all its layers asks for about so many. */
const TILES_A_CALL = 20;

export function limitFor(route: Route, limits: Limits): RateLimitOptions {
  const isPassword = PASSWORD_ROUTES.has(route.path);
  const calls = TILES.test(route.path) ? limits.calls * TILES_A_CALL : limits.calls;
  return {
    max: isPassword ? limits.passwords : calls,
    timeWindow: '1 minute',
    keyGenerator: (request) => (isPassword ? request.ip : callerOf(request)),
  };
}

/** Many people share an address behind an office's gateway, so those with a session or a token are counted by it. */
function callerOf(request: FastifyRequest): string {
  return request.headers.authorization ?? request.cookies[COOKIE] ?? request.ip;
}
