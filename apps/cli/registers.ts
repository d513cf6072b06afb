import { defineFaults } from '@quantu/base';
import type { Books, Register } from '@quantu/registers';

const registersFault = defineFaults({
  'cli.no-register': { status: 404, text: '没有名为 {key} 的台账，现有：{keys}' },
});

/** The register of `--register`, by its key or its Chinese name. */
export function registerCalled({ registers }: Books, key: string): Register {
  const found = registers.get(key) ?? registers.all.find(({ label }) => label === key);
  if (found) return found;
  throw registersFault('cli.no-register', { key, keys: registers.all.map(({ name }) => name).join('、') });
}
