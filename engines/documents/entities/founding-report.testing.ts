import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../../../../shared/samples/reports/00-quangang-2024-87.txt', import.meta.url));

/**
 * The report this product was founded on, for tests: it lies beside the repository and is never copied into it. Null,
 * said aloud, where it is absent.
 */
export function foundingReport(): string | null {
  if (existsSync(path)) return readFileSync(path, 'utf8');
  console.warn('the founding report is not beside the repository: its tests are skipped');
  return null;
}
