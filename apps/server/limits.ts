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

/** Asked for many at a time: tiles by one look at a map, and features by programs that fetch a layer ten at a time. */
const IN_CROWDS = /\/tiles\/:z\/|^\/ogc\//;
const CROWD = 20;

export function limitFor(route: Route, limits: Limits): RateLimitOptions {
  const isPassword = PASSWORD_ROUTES.has(route.path);
  const calls = IN_CROWDS.test(route.path) ? limits.calls * CROWD : limits.calls;
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
