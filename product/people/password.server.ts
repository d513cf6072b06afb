import { hash, parseOptions, verify } from '@node-rs/argon2';
import { peopleFault } from './faults.ts';

const MOST = 128;

/** argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Throws the sentence that says what is wrong with a new password. */
export function checkNewPassword(password: string, accountName: string, least: number): void {
  const plain = password.normalize('NFKC');
  const length = Array.from(plain).length;
  if (length < least) throw peopleFault('password.short', { length, least });
  if (length > MOST) throw peopleFault('password.long', { length, most: MOST });
  const name = accountName.normalize('NFKC').toLowerCase();
  if (name.length >= 3 && plain.toLowerCase().includes(name)) throw peopleFault('password.name');
  if (length < 16 && classesIn(plain) < 2) throw peopleFault('password.simple');
  if (isCommon(plain.toLowerCase())) throw peopleFault('password.common');
}

function classesIn(text: string): number {
  return [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text)).length;
}

const COMMON = ['password', 'passw0rd', 'qwertyuiop', 'qwerty', 'asdfgh', 'iloveyou', 'woaini', 'admin', 'letmein'];
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];

/** A well-known word with little around it, a run along the keyboard with little around it, or few different signs. */
function isCommon(text: string): boolean {
  if (new Set(text).size < 5) return true;
  if (COMMON.some((word) => text.includes(word) && text.length - word.length < 6)) return true;
  return text.length - longestRun(text) < 4;
}

function longestRun(text: string): number {
  let longest = 0;
  for (let from = 0; from < text.length; from++) {
    let to = from + longest + 1;
    while (to <= text.length && RUNS.some((run) => run.includes(text.slice(from, to)))) to++;
    longest = Math.max(longest, to - from - 1);
  }
  return longest;
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

let nobodysHash: Promise<string> | undefined;

/** Whether a password fits. Without an account (null) it takes just as long and does not. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password');
  const known = stored || null; // an account of the city's own sign-in has none
  const fits = await verify(known ?? (await nobodysHash), password.normalize('NFKC'));
  return known !== null && fits;
}

/** Whether a stored hash was made with other costs than today's. */
export function isOldHash(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
}
