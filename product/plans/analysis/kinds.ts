import { conflictKinds } from '../code-sets.ts';

export const CONFLICT_KINDS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10', 'C11', 'C12'] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];
const LABELS = new Map(conflictKinds.codes.map(({ code, label }) => [code, label]));
/** `C1 建设占永久基本农田`. */
export const conflictKindLabel = (kind: ConflictKind): string => LABELS.get(kind) ?? kind;
