import { instantOf } from '@quantu/base';
import { checkAccess, checkDemands, checkToken, peopleFault, type Route } from '@quantu/people';
import { arrive, csrfOf, isSameSecret, type Arrival } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import type { FastifyRequest } from 'fastify';

export const COOKIE = 'quantu_session';
export const CSRF_HEADER = 'x-quantu-csrf';

/**
 * Lets a call through or throws: who calls, whether from our own page, which district, whether their roles allow it
 * there. A call with an API token comes from no browser, so nothing of ours can be borrowed for it.
 */
export async function admit(store: Store, route: Route, request: FastifyRequest): Promise<Arrival> {
  const session = request.cookies[COOKIE] ?? null;
  const bearer = bearerOf(request);
  const code = paramOf(request, 'district');
  const arrival = await arrive(store, bearer === null ? { session } : { session: null, bearer }, code, now());
  const { person, district } = arrival;
  if (bearer !== null && !person) throw peopleFault('token.invalid');
  if (bearer === null && route.method !== 'GET') checkOwnPage(request, person ? session : null);
  if (person?.token) checkToken(route, person.token, { district: code, register: paramOf(request, 'register') });
  if (person) checkDemands(route, person.demands);
  if (person && district && person.viewer.roles.length === 0) {
    throw peopleFault('district.no-grant', { name: district.name });
  }
  checkAccess(person?.permissions ?? null, route.access);
  if (code !== null && !district) throw peopleFault('district.unknown', { code });
  return arrival;
}

const now = () => instantOf(new Date());

/** As `Bearer`, or as the password of `Basic`, which is all that many programs for maps can send. */
function bearerOf(request: FastifyRequest): string | null {
  const shown = request.headers.authorization ?? '';
  const basic = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(shown)?.[1];
  if (basic !== undefined) return /:(.+)$/s.exec(Buffer.from(basic, 'base64').toString())?.[1] ?? '';
  return /^Bearer +(\S+)$/i.exec(shown)?.[1] ?? null;
}

function paramOf({ params }: FastifyRequest, name: string): string | null {
  if (typeof params !== 'object' || params === null) return null;
  const value = new Map<string, unknown>(Object.entries(params)).get(name);
  return typeof value === 'string' ? value : null;
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
