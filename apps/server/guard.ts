import { instantOf } from '@quantu/base';
import { checkAccess, peopleFault, type Route } from '@quantu/people';
import { arrive, csrfOf, isSameSecret, type Arrival } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import type { FastifyRequest } from 'fastify';

export const COOKIE = 'quantu_session';
export const CSRF_HEADER = 'x-quantu-csrf';

/** Lets a call through or throws: who calls, whether from our own page, whether the role allows it, which district. */
export async function admit(store: Store, route: Route, request: FastifyRequest): Promise<Arrival> {
  const token = request.cookies[COOKIE] ?? null;
  const code = districtOf(request.params);
  const arrival = await arrive(store, token, code, instantOf(new Date()));
  if (route.method !== 'GET') checkOwnPage(request, arrival.person ? token : null);
  checkAccess(arrival.person?.permissions ?? null, route.access);
  if (code !== null && !arrival.district) throw peopleFault('district.unknown', { code });
  return arrival;
}

function districtOf(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('district' in params)) return null;
  return typeof params.district === 'string' ? params.district : null;
}

/**
 * A form on another site can make a browser send our cookie, but it can neither set a header nor know the session's
 * value for it; and browsers say where a call comes from.
 */
function checkOwnPage(request: FastifyRequest, token: string | null): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw peopleFault('session.origin', { origin: origin ?? site });
  }
  if (site === undefined && origin !== undefined && hostOf(origin) !== request.host) {
    throw peopleFault('session.origin', { origin: origin.slice(0, 100) });
  }
  const given = request.headers[CSRF_HEADER];
  if (typeof given !== 'string' || given === '') throw peopleFault('session.csrf');
  if (token !== null && !isSameSecret(given, csrfOf(token))) throw peopleFault('session.csrf');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
