import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/**
 * A small issuer: discovery, keys, a page that sends whoever comes back with a code, tokens signed with RS256, PKCE checked
 * by its own code.
 */
export class Issuer {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #codes = new Map<string, URLSearchParams>();
  readonly #server: Server;
  address = '';
  /** What the next token says; a test changes it. */
  claims: Record<string, unknown> = {};
  /** A stranger signs instead. */
  isForged = false;

  constructor() {
    this.#server = createServer((request, response) => void this.#respond(request, response));
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/authorize')) {
      response.writeHead(302, { location: this.agree(`${this.address}${request.url}`) }).end();
      return;
    }
    const body = await this.#answer(request);
    response.writeHead(body === null ? 400 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: 'invalid_grant' }));
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const bound = this.#server.address();
    this.address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  }

  close(): void {
    this.#server.close();
  }

  /** The person says yes at the issuer: the address their browser is sent back to. */
  agree(asked: string): string {
    const query = new URL(asked).searchParams;
    const code = randomUUID();
    this.#codes.set(code, query);
    const back = new URL(query.get('redirect_uri')!);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state')!);
    return back.href;
  }

  async #answer(request: IncomingMessage): Promise<unknown> {
    const { address } = this;
    if (request.url === '/.well-known/openid-configuration') {
      return {
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        jwks_uri: `${address}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      };
    }
    if (request.url === '/keys') {
      return { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    return this.#token(new URLSearchParams(Buffer.concat(chunks).toString()));
  }

  #token(form: URLSearchParams): unknown {
    const asked = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      asked?.get('code_challenge') === challenge &&
      form.get('client_id') === 'quantu' &&
      form.get('client_secret') === 'client-secret' &&
      form.get('redirect_uri') === asked.get('redirect_uri');
    if (!isRight) return null;
    const now = Math.floor(Date.now() / 1000);
    const standard = {
      iss: this.address,
      aud: 'quantu',
      sub: 's1',
      iat: now,
      exp: now + 60,
      nonce: asked.get('nonce'),
    };
    return {
      access_token: 'a',
      token_type: 'Bearer',
      expires_in: 60,
      id_token: this.#signed({ ...standard, ...this.claims }),
    };
  }

  #signed(payload: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k' })}.${part(payload)}`;
    const key = this.isForged ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : this.#keys.privateKey;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
  }
}
