import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DetailedFault, Fault, newId } from '@quantu/base';
import type { Problem } from '@quantu/people';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { serverFault } from './faults.ts';

/** Every error leaves as a problem: a code, one sentence, its facts and the number of the request. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error, request);
  if (fault.status >= 500) request.log.error({ err: error, code: fault.code }, 'request failed');
  else request.log.info({ code: fault.code, facts: fault.facts }, 'request refused');
  if (/^\/ogc(?:[/?]|$)/.test(request.url)) return answerOgc(fault, request, reply);
  const problem: Problem = { code: fault.code, text: fault.message, facts: fault.facts, request: request.id };
  const body = fault instanceof DetailedFault ? { ...fault.detail, ...problem } : problem;
  return reply.status(fault.status).type('application/json; charset=utf-8').send(body);
}

/** As programs for maps expect it: RFC 7807. What is wrong with the request is 400 to them. */
function answerOgc(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = fault.status === 422 ? 400 : fault.status;
  const title = `${STATUS_CODES[status] ?? 'Error'}（${fault.code}）`;
  const problem = { type: 'about:blank', title, status, detail: fault.message, code: fault.code, instance: request.id };
  return reply.status(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

function faultOf(error: unknown, request: FastifyRequest): Fault {
  if (error instanceof Fault) return error;
  if (isDiskFull(error)) return serverFault('server.disk-full');
  const known = error instanceof Error ? ofFastify(error, request) : null;
  return known ?? serverFault('server.error', { request: request.id });
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** What Node.js refuses before there is a request: an address of 10,000 filters. */
export function answerUnread(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const fault = serverFault(error.code === 'HPE_HEADER_OVERFLOW' ? 'request.head' : 'request.broken');
  const problem: Problem = { code: fault.code, text: fault.message, facts: fault.facts, request: newId() };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status] ?? 'Error'}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** What fastify and its plugins refuse before a handler runs. */
function ofFastify(error: Partial<FastifyError> & Error, request: FastifyRequest): Fault | null {
  const made = REFUSALS.get(error.code ?? '');
  if (made) return made(request);
  return error.statusCode !== undefined && error.statusCode < 500 ? serverFault('request.broken') : null;
}

const REFUSALS = new Map<string, (request: FastifyRequest) => Fault>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', () => serverFault('request.too-large', { limit: '1 MB' })],
  [
    'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    ({ headers }) => serverFault('request.type', { type: headers['content-type']?.slice(0, 80) ?? '' }),
  ],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', () => serverFault('request.json')],
  ['FST_ERR_CTP_INVALID_JSON_BODY', () => serverFault('request.json')],
  ['FST_INVALID_MULTIPART_CONTENT_TYPE', () => serverFault('request.form')],
]);
