import type { ConflictKind } from '@quantu/plans';

/** The colour a kind of conflict is drawn in. Beside it its code always stands. */
export const KIND_COLOURS: Readonly<Record<ConflictKind, string>> = {
  C1: '#c7000b',
  C2: '#8e1b6b',
  C3: '#e07000',
  C4: '#b8860b',
  C5: '#6b8e23',
  C6: '#1b7f3b',
  C7: '#0b5c9b',
  C8: '#5b4bb7',
  C9: '#5f6b73',
  C10: '#111111',
  C11: '#008b9b',
  C12: '#e6007e',
};
