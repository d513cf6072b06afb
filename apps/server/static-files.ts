import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serverFault } from './faults.ts';

/**
 * The built pages. Files under `assets/` have their content's hash in the name and may be kept for ever; every other
 * address a browser asks for is a screen of the application and gets its page.
 */
export async function servePages(app: FastifyInstance, webDir: string | undefined): Promise<void> {
  const hasPages = webDir !== undefined && existsSync(join(webDir, 'index.html'));
  if (hasPages) {
    await app.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      globIgnore: ['**/*.br', '**/*.gz'],
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = path.replaceAll('\\', '/').includes('/assets/');
        reply.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (hasPages && isScreen(request)) return reply.sendFile('index.html');
    throw notFound(request, hasPages);
  });
  if (hasPages) app.get('/', { schema: { hide: true } }, (_, reply: FastifyReply) => reply.sendFile('index.html'));
}

function isScreen(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0]!;
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return !/^\/(?:api|ogc)(?:\/|$)/.test(path) && !path.startsWith('/assets/');
}

function notFound(request: FastifyRequest, hasPages: boolean) {
  if (!hasPages && isScreen(request)) return serverFault('server.no-pages');
  return serverFault('request.no-route', { path: request.url.slice(0, 200) });
}
