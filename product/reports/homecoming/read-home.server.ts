import { decodeMarkedDocx } from '@quantu/documents/server';

import type { ReportText } from '../text.ts';
import type { Homecoming } from './change.ts';
import { comeHome } from './come-home.ts';

/**
 * Reads a file that came back for the report that was sent out.
 *
 * @throws Fault `input.*` when it is no readable docx, `home.another` when it is another document.
 */
export async function readHomecoming(sent: ReportText, bytes: Uint8Array, name: string): Promise<Homecoming> {
  return comeHome(sent, await decodeMarkedDocx(bytes, name), name);
}
