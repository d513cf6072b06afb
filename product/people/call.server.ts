import assert from 'node:assert/strict';
import type { Readable } from 'node:stream';
import type { Instant } from '@quantu/base';
import type { TSchema } from '@sinclair/typebox';
import type { Viewer } from '@quantu/registers';
import type { Demand } from './contract.ts';
import type { HeldGrant } from './grants.ts';
import type { Permission } from './roles.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from './route.ts';

/** Who calls. `name` is what the audit trail knows them by. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  /** Null: they come with an API token. */
  readonly session: string | null;
  /** Their grants in force today, in every district. */
  readonly grants: readonly HeldGrant[];
  /** What has to be done before anything else. */
  readonly demands: readonly Demand[];
  /** What an API token narrows the call to; null: it comes from a browser. */
  readonly token: TokenScope | null;
  /** What they may do in the district of the call; outside of districts, in any. */
  readonly permissions: ReadonlySet<Permission>;
  /** What the registers decide by, in the district of the call. */
  readonly viewer: Viewer;
}

export interface TokenScope {
  readonly name: string;
  readonly districts: readonly string[] | null;
  readonly registers: readonly string[] | null;
}

/** A file on its way in: its bytes come as they arrive, at most one more than the size limit. */
export interface Upload {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The session cookie of the caller. */
export interface Cookie {
  readonly token: string | null;
  keep(token: string, until: Instant): void;
  drop(): void;
}

/** A call as a handler sees it: checked, and without HTTP. */
export interface OpenCall<R extends Route = Route> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly person: Person | null;
  readonly address: string;
  /** Where the caller has found us: `https://host`. */
  readonly origin: string;
  readonly browser: string;
  /** What the caller takes, as HTTP's `Accept` says it; empty: anything. */
  readonly accept: string;
  readonly cookie: Cookie;
  /** Aborts when the caller has gone away. */
  readonly gone: AbortSignal;
  upload(): Promise<Upload>;
}

export interface Call<R extends Route = Route> extends OpenCall<R> {
  readonly person: Person;
}

export interface FileAnswer {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array | Readable;
  /** The browser may show it in place of saving it: pictures, map tiles. */
  readonly isShown?: boolean;
  /** How long the caller may keep it; by default not at all. */
  readonly cacheControl?: string;
  /** Changes when the bytes do: who has them already is told so in place of them. */
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface EventAnswer {
  readonly event: string;
  readonly data: unknown;
}

export type Answer =
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'file'; readonly file: FileAnswer }
  | { readonly kind: 'events'; readonly events: AsyncIterable<EventAnswer> };

/** A route and what answers it, as the server mounts it. */
export interface Mounted {
  readonly route: Route;
  readonly run: (call: OpenCall) => Promise<Answer>;
}

/** Answers a route that anyone may call. */
export function answerAnyone<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  route: Route<P, Q, B, A>,
  handler: (call: OpenCall<Route<P, Q, B, A>>) => Promise<AnswerOf<Route<P, Q, B, A>>>,
): Mounted {
  assert(route.access === 'anyone', `${route.path} needs an account`);
  return mounted(route, async (call) => ({ kind: 'json', body: await handler(call) }));
}

/** Answers a route that needs an account. */
export function answer<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  route: Route<P, Q, B, A>,
  handler: (call: Call<Route<P, Q, B, A>>) => Promise<AnswerOf<Route<P, Q, B, A>>>,
): Mounted {
  return mounted(route, async (call) => ({ kind: 'json', body: await handler(signed(call)) }));
}

/** Answers with a file to save. */
export function answerFile<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  route: Route<P, Q, B, A>,
  handler: (call: Call<Route<P, Q, B, A>>) => Promise<FileAnswer>,
): Mounted {
  return mounted(route, async (call) => ({ kind: 'file', file: await handler(signed(call)) }));
}

/** Answers with a file to anyone. */
export function answerFileAnyone<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  route: Route<P, Q, B, A>,
  handler: (call: OpenCall<Route<P, Q, B, A>>) => Promise<FileAnswer>,
): Mounted {
  assert(route.access === 'anyone', `${route.path} needs an account`);
  return mounted(route, async (call) => ({ kind: 'file', file: await handler(call) }));
}

/** Answers with events until the iterable ends or the caller goes away. */
export function answerEvents<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  route: Route<P, Q, B, A>,
  handler: (call: Call<Route<P, Q, B, A>>) => Promise<AsyncIterable<EventAnswer>>,
): Mounted {
  return mounted(route, async (call) => ({ kind: 'events', events: await handler(signed(call)) }));
}

function signed<R extends Route>(call: OpenCall<R>): Call<R> {
  const { person } = call;
  assert(person, 'the server lets nobody through to a route that needs an account');
  return { ...call, person };
}

function mounted<R extends Route>(route: R, run: (call: OpenCall<R>) => Promise<Answer>): Mounted {
  // The server has checked parameters, query and body against the route's own schemas before it calls.
  return { route, run: run as Mounted['run'] };
}
