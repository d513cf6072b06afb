import helmet from '@fastify/helmet';
import { TIANDITU_HOSTS } from '@quantu/plans';
import { usesTianditu } from '@quantu/plans/server';
import type { Store } from '@quantu/store';
import type { FastifyInstance } from 'fastify';

/**
 * Nothing but our own files: no foreign script, frame, form target or connection. Ant Design writes its styles into
 * the page, so inline styles are allowed; inline scripts are not. Plain http on an office network has to work, so
 * nothing here insists on https; behind https the cookie is `Secure` and the browser is told to stay there. The one
 * exception is 天地图, for pages only and only while somebody has set it up.
 */
export async function addSecurityHeaders(app: FastifyInstance, store: Store): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onSend', async (request, reply) => {
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
    if (isPage && (await usesTianditu(store))) {
      const policy = String(reply.getHeader('content-security-policy'));
      const wider = policy.replace(/((?:img|connect)-src [^;]*)/g, `$1 ${TIANDITU_HOSTS}`);
      reply.header('content-security-policy', wider);
      // A key that is bound to an address is refused without it; nobody but 天地图 can be asked anyhow.
      reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    }
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=15552000');
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(self), payment=()');
  });
}
