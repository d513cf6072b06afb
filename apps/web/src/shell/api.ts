import { addressOf, says, type AnswerOf, type BodyOf, type ParamsOf, type QueryOf, type Route } from '@quantu/people';

import { pastOf } from './as-of.ts';

/** What the server refused, with the sentence it says to the person. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly status: number;
  readonly code: string;
  /** The whole answer: some faults carry facts, a stale write the current version. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, sentence: string, body: Readonly<Record<string, unknown>>) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** The request never got an answer: the network, or a server that is starting again. */
export class NetworkLoss extends Error {
  override readonly name = 'NetworkLoss';
  constructor() {
    super('连不上服务器，正在重试。已经保存的内容不受影响');
  }
}

let csrfToken: string | null = null;

/** Kept from the last session answer; every write carries it (any text while signed out). */
export function rememberCsrf(token: string | null): void {
  csrfToken = token;
}

export function csrfHeaders(): Record<string, string> {
  return { 'x-quantu-csrf': csrfToken ?? '-' };
}

async function send(method: string, path: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') Object.assign(headers, csrfHeaders());
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new NetworkLoss();
  }
}

/** The fault an answer stands for. A proxy's page in place of JSON still becomes one sentence. */
export function faultOf(status: number, text: string): Error {
  if (status === 502 || status === 503 || status === 504) return new NetworkLoss();
  const body = parseObject(text);
  const code = typeof body['code'] === 'string' ? body['code'] : `http.${status}`;
  const sentence = body['text'];
  return new ApiFault(
    status,
    code,
    typeof sentence === 'string' && sentence !== '' ? sentence : `服务器没有接受这个请求（${status}）`,
    body,
  );
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The pages offer nothing that writes while a past day is shown; what slips through is stopped here. */
function checkDay({ method, path }: Route): void {
  const day = method === 'GET' || !path.startsWith('/api/d/') ? null : pastOf(location);
  if (day !== null)
    throw new ApiFault(409, 'past.read-only', `您在看 ${day} 的数据，只能看，不能改。回到今天再操作`, {});
}

export interface Call<R extends Route> {
  params?: ParamsOf<R>;
  query?: QueryOf<R>;
  body?: BodyOf<R>;
  signal?: AbortSignal;
}

/**
 * Calls a route of the contract. Server and client are made of the same schemas, so an answer is taken as what its
 * schema says.
 */
export async function call<R extends Route>(
  route: R,
  { params, query, body, signal }: Call<R> = {},
): Promise<AnswerOf<R>> {
  checkDay(route);
  const path = addressOf(route, { params, query });
  const response = await send(route.method, path, says(route.body) ? body : undefined, signal);
  const text = await response.text();
  if (!response.ok) throw faultOf(response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<R>;
}
