import { createHmac } from 'node:crypto';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'none' | 'starttls' | 'tls';
  readonly user: string;
  readonly secret: string;
  readonly from: string;
}
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const PATIENCE_MS = 15_000;

/** Sends one letter; empty, or the sentence that says what went wrong. */
export async function sendMail({ host, port, tls, user, secret, from }: MailServer, letter: Letter): Promise<string> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(user === '' ? {} : { auth: { user, pass: secret } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from, ...letter });
    return '';
  } catch (error) {
    return `邮件服务器 ${host}:${port} ${mailWords(error)}`;
  } finally {
    transport.close();
  }
}

function mailWords(error: unknown): string {
  const { code = '', responseCode = 0 } = error as { code?: string; responseCode?: number };
  switch (code) {
    case 'ECONNREFUSED':
    case 'ESOCKET':
    case 'ECONNECTION':
      return '连不上，请检查地址、端口和加密方式';
    case 'EDNS':
    case 'ENOTFOUND':
      return '找不到，请检查地址';
    case 'ETIMEDOUT':
      return '没有应答，请检查地址和网络';
    case 'EAUTH':
      return '不接受账号或密码';
    case 'ETLS':
      return '不支持所选的加密方式';
    case 'EENVELOPE':
      return `不接受发件或收件地址${responseCode > 0 ? `（${responseCode}）` : ''}`;
    default:
      return `拒绝了这封邮件${responseCode > 0 ? `（${responseCode}）` : ''}`;
  }
}

/** HMAC with SM3 (GB/T 15852.2), 64 hex digits. */
const hmacSm3 = (secret: string, text: string): string => createHmac('sm3', secret).update(text).digest('hex');

/** Pushes JSON to an address, signed where a secret is set; empty, or what went wrong. */
export async function sendWebhook(url: string, secret: string, body: string): Promise<string> {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if (secret !== '') headers['x-quantu-signature'] = `sm3=${hmacSm3(secret, body)}`;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    await answer.body?.cancel();
    return answer.ok ? '' : `推送地址回答 ${answer.status}，没有接收`;
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return isLate ? '推送地址没有应答，请检查网络' : '推送地址连不上，请检查地址和网络';
  }
}
