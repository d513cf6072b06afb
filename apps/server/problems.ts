import { Fault } from '@quantu/base';
import type { Problem } from '@quantu/people';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { serverFault } from './faults.ts';

/** Every error leaves as a problem: a code, one sentence, its facts and the number of the request. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error, request);
  if (fault.status >= 500) request.log.error({ err: error, code: fault.code }, 'request failed');
  else request.log.info({ code: fault.code, facts: fault.facts }, 'request refused');
  const problem: Problem = { code: fault.code, text: fault.message, facts: fault.facts, request: request.id };
  return reply.status(fault.status).type('application/json; charset=utf-8').send(problem);
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

/** What fastify and its plugins refuse before a handler runs. */
function ofFastify(error: Partial<FastifyError> & Error, request: FastifyRequest): Fault | null {
  const type = (request.headers['content-type'] ?? '').slice(0, 80);
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return serverFault('request.too-large', { limit: '1 MB' });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return serverFault('request.type', { type });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return serverFault('request.json');
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
    case 'FST_PARTS_LIMIT':
    case 'FST_FILES_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return serverFault('request.form');
    default:
      return error.statusCode !== undefined && error.statusCode < 500 ? serverFault('request.broken') : null;
  }
}
