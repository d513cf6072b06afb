import { Readable } from 'node:stream';
import type { EventAnswer } from '@quantu/people/server';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A line now and then keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

/** Server-sent events until the iterable ends or the reader goes away. */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: AsyncIterable<EventAnswer>,
): FastifyReply {
  const stream = Readable.from(lines(events), { objectMode: false, encoding: 'utf8' });
  const heartbeat = setInterval(() => void reply.raw.write(': \n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  stream.once('close', () => clearInterval(heartbeat));
  stream.on('error', (error) => request.log.warn({ err: error }, 'event stream ended early'));
  reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
  return reply.type('text/event-stream; charset=utf-8').send(stream);
}

async function* lines(events: AsyncIterable<EventAnswer>): AsyncGenerator<string> {
  for await (const { event, data } of events) yield `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
