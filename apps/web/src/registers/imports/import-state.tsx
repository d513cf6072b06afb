import { Light, type LightKind } from '../../shell/light.tsx';
import { STATE_WORDS } from './import-words.ts';
import type { Import } from './use-import.ts';

const KINDS: Partial<Record<Import['state'], LightKind>> = {
  written: 'good',
  failed: 'bad',
  mapping: 'watch',
  checked: 'watch',
};

export function ImportState({ state }: { state: Import['state'] }) {
  return <Light kind={KINDS[state] ?? 'plain'} word={STATE_WORDS[state]} />;
}
