import { Secret, TOTP } from 'otpauth';
import qrcode from 'qrcode';

const PERIOD_S = 30;
const SECRET_BYTES = 20;
/** A telephone's clock may be this many steps off. */
const DRIFT = 1;

function totpOf(secret: string, account: string): TOTP {
  return new TOTP({ issuer: '泉图', label: account, algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret });
}

export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator reads: as an address and as a picture of it. */
export async function enrolment(secret: string, account: string): Promise<{ address: string; svg: string }> {
  const address = totpOf(secret, account).toString();
  return { address, svg: await qrcode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }) };
}

/** The time step that a code belongs to (RFC 6238), or null when it does not fit any near this moment. */
export function stepOf(secret: string, code: string, nowMs: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: nowMs, window: DRIFT });
  return delta === null ? null : Math.floor(nowMs / 1000 / PERIOD_S) + delta;
}
