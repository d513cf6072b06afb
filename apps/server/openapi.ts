import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { COOKIE, CSRF_HEADER } from './guard.ts';
import { VERSION } from './version.ts';

/** The description of every route, read off the same schemas that check the calls. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '泉图 quantu',
        version: VERSION,
        description: `登录后由 Cookie ${COOKIE} 识别；除 GET 外的请求须带请求头 ${CSRF_HEADER}：登录时为任意非空文字，登录以后为登录的回答（或 GET /api/session）里的 csrf。`,
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: COOKIE } } },
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
