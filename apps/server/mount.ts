import type { Readable } from 'node:stream';
import { Problem, says, type Route } from '@quantu/people';
import type { Answer, Arrival, Cookie, FileAnswer, Mounted, OpenCall, Upload } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { sendEvents } from './events.ts';
import { serverFault } from './faults.ts';
import { admit, COOKIE } from './guard.ts';
import { limitFor, type Limits } from './limits.ts';
import { takeUpload } from './uploads.ts';

const arrivals = new WeakMap<FastifyRequest, Arrival>();

/** Makes a declared route answer over HTTP. */
export function mount(app: FastifyInstance, store: Store, { route, run }: Mounted, limits: Limits): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    config: { rateLimit: limitFor(route, limits) },
    // Who calls is settled before the body is read, so that a stranger's upload is refused at its first byte.
    onRequest: async (request) => {
      arrivals.set(request, await admit(store, route, request));
    },
    preValidation: async (request) => refuseUnknown(route, request),
    handler: async (request, reply) => send(request, reply, route, await run(callOf(request, reply))),
  });
}

/** A filter that is misspelt would otherwise answer everything. Only where programs ask: others add to addresses. */
async function refuseUnknown({ path, query }: Route, request: FastifyRequest): Promise<void> {
  if (!path.startsWith('/api/d/')) return;
  const known: readonly string[] = says(query) ? Object.keys(query['properties'] ?? {}) : [];
  const name = Object.keys(request.query as object).find((one) => !known.includes(one));
  if (name === undefined) return;
  const told = known.length === 0 ? '' : `，可以用：${known.join('、')}`;
  throw serverFault('request.parameter', { name: name.slice(0, 60), known: told });
}

/** What the OpenAPI description and the validator read; `x-access` says who may call. */
function schemaOf(route: Route): FastifySchema {
  const problem = { ...Problem, description: '出错时：错误代码和一句话说明' };
  const described: FastifySchema & { 'x-access': Route['access'] } = {
    'x-access': route.access,
    summary: route.summary,
    ...(says(route.params) ? { params: route.params } : {}),
    ...(says(route.query) ? { querystring: route.query } : {}),
    ...(says(route.body) ? { body: route.body } : {}),
    ...(route.takes === 'file' ? { consumes: ['multipart/form-data'] } : {}),
    response: { ...(says(route.answer) ? { [route.status]: route.answer } : {}), default: problem },
  };
  return described;
}

function callOf(request: FastifyRequest, reply: FastifyReply): OpenCall {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    person: arrivals.get(request)?.person ?? null,
    address: request.ip,
    origin: `${request.protocol}://${request.host}`,
    browser: request.headers['user-agent'] ?? '',
    accept: request.headers.accept ?? '',
    cookie: cookieOf(request, reply),
    gone: gone.signal,
    upload: (): Promise<Upload> => takeUpload(request),
  };
}

/** `Lax`, so that a link in a message opens the page signed in; the header guards what changes something. */
function cookieOf(request: FastifyRequest, reply: FastifyReply): Cookie {
  const common = { path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const;
  return {
    token: request.cookies[COOKIE] ?? null,
    keep: (token, until) => void reply.setCookie(COOKIE, token, { ...common, expires: new Date(until) }),
    drop: () => void reply.clearCookie(COOKIE, common),
  };
}

function send(request: FastifyRequest, reply: FastifyReply, route: Route, answer: Answer): FastifyReply {
  switch (answer.kind) {
    case 'json':
      return reply.status(route.status).send(answer.body);
    case 'file':
      return sendFile(request, reply, answer.file);
    case 'events':
      return sendEvents(request, reply, answer.events);
  }
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, type, bytes, isShown, cacheControl, etag, headers }: FileAnswer,
): FastifyReply {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const disposition = isShown ? 'inline' : 'attachment';
  reply.header('content-disposition', `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`);
  reply.header('x-content-type-options', 'nosniff');
  // Whatever a file holds, opened by its address it runs nothing and loads nothing.
  reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  if (headers) reply.headers(headers);
  if (cacheControl !== undefined) reply.header('cache-control', cacheControl);
  if (etag !== undefined) {
    reply.header('etag', `"${etag}"`);
    if (request.headers['if-none-match'] === `"${etag}"`) return reply.status(304).send();
  }
  return reply.type(type).send(isBytes(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : bytes);
}

function isBytes(bytes: Uint8Array | Readable): bytes is Uint8Array {
  return bytes instanceof Uint8Array;
}
