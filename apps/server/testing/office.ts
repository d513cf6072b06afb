import { Readable } from 'node:stream';
import { peopleRoutes, type AnswerOf, type FirstRole, type Route } from '@quantu/people';
import { createAccount } from '@quantu/people/server';
import type { TSchema } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';
import type { Room, Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { createServer, rooms } from '../index.ts';

/** A server on a database of its own, and the people who work there. */
export interface Office {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly district: string;
  close(): Promise<void>;
}

type Options = Partial<Parameters<typeof createServer>[0]>;

/** `more`: rooms with the tables of registers that a test brings. */
export async function openOffice(options: Options = {}, more: readonly Room[] = []): Promise<Office> {
  const store = await testStore([...rooms, ...more]);
  const app = await createServer({ store, limits: { calls: 1_000_000, passwords: 1_000_000 }, ...options });
  checkAnswers(app);
  await app.ready();
  const close = async (): Promise<void> => {
    await app.close();
    await store.close();
  };
  return { app, store, district: TEST_DISTRICT, close };
}

/** In tests every JSON answer is held against the schema its route declares. */
function checkAnswers(app: FastifyInstance): void {
  const checks = new Map<TSchema, TypeCheck<TSchema>>();
  app.addHook('preSerialization', async (request, reply, payload) => {
    const declared = request.routeOptions.schema?.response as Record<string, TSchema> | undefined;
    const schema = declared?.[reply.statusCode];
    if (!schema || payload instanceof Readable) return payload;
    const check = checks.get(schema) ?? TypeCompiler.Compile(schema);
    checks.set(schema, check);
    const wrong = check.Errors(payload).First();
    if (wrong)
      throw new Error(`${request.routeOptions.url} answers ${wrong.path}: ${wrong.message} (${String(wrong.value)})`);
    return payload;
  });
}

export const PASSWORD = '海风-吹过-2024-港湾';

/** A browser: it keeps its cookie and sends the CSRF value. */
export class Visitor {
  readonly #app: FastifyInstance;
  cookie: string | null = null;
  csrf: string | null = null;

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown, extra: InjectOptions = {}) {
    const headers: Record<string, string> = { ...(extra.headers as Record<string, string> | undefined) };
    if (this.cookie !== null) headers['cookie'] = this.cookie;
    if (method !== 'GET' && headers['x-quantu-csrf'] === undefined) headers['x-quantu-csrf'] = this.csrf ?? '-';
    const payload = body === undefined ? {} : { payload: body as NonNullable<InjectOptions['payload']> };
    const answer = await this.#app.inject({ method, url, ...payload, ...extra, headers });
    const set = answer.cookies.find(({ name }) => name === 'quantu_session');
    if (set) this.cookie = set.value === '' ? null : `quantu_session=${set.value}`;
    return answer;
  }

  async signIn(name: string, password = PASSWORD): Promise<this> {
    const answer = await this.call('POST', peopleRoutes.signIn.path, { name, password });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    this.csrf = answer.json<AnswerOf<typeof peopleRoutes.session>>().data.csrf;
    return this;
  }

  async get<R extends Route>(_: R, url: string): Promise<AnswerOf<R>> {
    const answer = await this.call('GET', url);
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
    return answer.json<AnswerOf<R>>();
  }

  upload(district: string, name: string, content: Uint8Array | string) {
    const { payload, headers } = multipart(name, content);
    return this.call('POST', `/api/d/${district}/files`, payload, { headers });
  }
}

/**
 * An account of a preset or of one role, for an organisation of the office's district or for all, and a browser signed
 * in with it.
 */
export async function visitorAs(
  office: Office,
  role: FirstRole,
  name = `一位${role}`.slice(0, 32),
  organisation?: string,
) {
  const where = organisation === undefined ? {} : { district: office.district, organisation };
  await createAccount(office.store, 'system', { name, password: PASSWORD, role, ...where });
  return new Visitor(office.app).signIn(name);
}

export function multipart(name: string, content: Uint8Array | string, boundary = 'quantu-test-boundary') {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
