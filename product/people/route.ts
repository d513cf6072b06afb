import { Type, type Static, type TSchema } from '@sinclair/typebox';
import type { Permission } from './roles.ts';

/** Who may call a route. `anyone`: also without an account; `signed-in`: every account; else who has the permission. */
export type Access = 'anyone' | 'signed-in' | Permission;

/**
 * One route, declared once: the server validates by it, the OpenAPI description and the permission test are read off
 * it, and the browser calls it with the same types.
 */
export interface Route<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Answer extends TSchema = TSchema,
> {
  method: Method;
  /** As fastify writes it: `/api/d/:district/documents/:document`. */
  path: string;
  access: Access;
  /** One Chinese line for the OpenAPI description. */
  summary: string;
  params: Params;
  query: Query;
  body: Body;
  answer: Answer;
  /** What it answers: JSON, a file to save, or server-sent events. */
  medium: 'json' | 'file' | 'events';
  /** What it takes: JSON, or a multipart form with one file in the field `file`. */
  takes: 'json' | 'file';
  /** Status of the answer when all went well. */
  status: number;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type Words<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema> = Pick<
  Route<P, Q, B, A>,
  'access' | 'summary'
> &
  Partial<Route<P, Q, B, A>>;

const NOTHING = Type.Undefined();
type Nothing = typeof NOTHING;

/** `defineRoute('GET', '/api/session', { access: 'anyone', summary: '…', answer })`. */
export function defineRoute<
  P extends TSchema = Nothing,
  Q extends TSchema = Nothing,
  B extends TSchema = Nothing,
  A extends TSchema = Nothing,
>(method: Method, path: string, words: Words<P, Q, B, A>): Route<P, Q, B, A>;
export function defineRoute(method: Method, path: string, words: Words<TSchema, TSchema, TSchema, TSchema>): Route {
  const silent = { params: NOTHING, query: NOTHING, body: NOTHING, answer: NOTHING };
  return { ...silent, medium: 'json', takes: 'json', status: 200, ...words, method, path };
}

/** True when a route declares this part: `says(route.body)`. */
export function says(part: TSchema): boolean {
  return part !== NOTHING;
}

/** The types of a route, for handlers and callers. */
export type ParamsOf<R extends Route> = Static<R['params']>;
export type QueryOf<R extends Route> = Static<R['query']>;
export type BodyOf<R extends Route> = Static<R['body']>;
export type AnswerOf<R extends Route> = Static<R['answer']>;

/** The address of a call: parameters filled in, empty query values left out. */
export function addressOf<R extends Route>(route: R, call: { params?: ParamsOf<R>; query?: QueryOf<R> } = {}): string {
  const params = new Map<string, unknown>(Object.entries(call.params ?? {}));
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(textOf(params.get(name))));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries<unknown>(call.query ?? {})) {
    const text = textOf(value);
    if (text !== '') query.set(name, text);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
