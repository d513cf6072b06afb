import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { newId } from '@quantu/base';
import { Problem } from '@quantu/people';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import type { TSchema } from '@sinclair/typebox';
import fastify, { type FastifyInstance } from 'fastify';
import { serverFault } from './faults.ts';
import { addSecurityHeaders } from './headers.ts';
import { LIMITS, type Limits } from './limits.ts';
import { mount } from './mount.ts';
import { describeRoutes } from './openapi.ts';
import { answerProblem, answerUnread } from './problems.ts';
import { furnish } from './rooms.ts';
import { servePages } from './static-files.ts';
import { allowUploads } from './uploads.ts';
import { validatorOf } from './validation.ts';

const BODY_LIMIT_BYTES = 2 ** 20;
const HEADER_LIMIT_BYTES = 2 ** 17;

export interface ServerOptions {
  readonly store: Store;
  /** The built pages; without it only the interface answers. */
  readonly webDir?: string | undefined;
  readonly limits?: Partial<Limits>;
  /** Other registers than the program's own: for tests. */
  readonly books?: Books | undefined;
  /** What goes to standard error, a JSON line each: nothing in tests, troubles on a terminal, else every call. */
  readonly log?: 'silent' | 'warn' | 'info';
}

/** The whole server, not listening yet. Closing it stops its jobs and workers, not the store. */
export async function createServer({
  store,
  webDir,
  limits,
  books,
  log = 'silent',
}: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: log === 'silent' ? false : { level: log, stream: process.stderr },
    genReqId: () => newId(),
    bodyLimit: BODY_LIMIT_BYTES,
    // A filter of 8,000 Chinese characters is nine times as long in an address.
    http: { maxHeaderSize: HEADER_LIMIT_BYTES },
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    // A reader that sends its headers or body drop by drop does not hold a connection for ever.
    requestTimeout: 15 * 60_000,
    forceCloseConnections: true,
    clientErrorHandler: answerUnread,
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  });
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply));
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => validatorOf(schema, httpPart ?? 'body'));
  // The compiler has checked the answers; a second pass over a long list would only cost time.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  await app.register(cookie);
  await addSecurityHeaders(app, store);
  await allowUploads(app);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl }) => serverFault('request.too-many', { seconds: Math.ceil(ttl / 1000) }),
  });
  await describeRoutes(app);
  app.addSchema(Problem);
  app.get('/healthz', { schema: { hide: true } }, async () => {
    await store.districts();
    return { status: 'ok' };
  });
  const furnished = furnish(store, books);
  for (const handler of furnished.handlers) mount(app, store, handler, { ...LIMITS, ...limits });
  await servePages(app, webDir);
  app.addHook('onReady', async () => {
    await store.jobs.work({
      handlers: furnished.jobs,
      onError: (error, job) => app.log.error({ err: error, job }, 'job failed'),
    });
    furnished.start((error) => app.log.error({ err: error }, 'daily work failed'));
  });
  app.addHook('onClose', async () => {
    await store.jobs.stop();
    await furnished.close();
  });
  return app;
}
