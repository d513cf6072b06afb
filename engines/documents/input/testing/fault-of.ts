import { Fault } from '@quantu/base';
import { decodeFile } from '../decode.ts';
import type { InputLimits } from '../limits.ts';

/** The fault a file is refused with; anything else that happens is thrown. */
export async function faultOf(bytes: Uint8Array, name: string, limits: Partial<InputLimits> = {}): Promise<Fault> {
  try {
    await decodeFile(bytes, name, limits);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error(`${name} was read`);
}
