import type { Day } from './day.ts';

/** One code of a set. `parent` makes trees; `until` is the first day on which the code is no longer used. */
export interface Code {
  readonly code: string;
  readonly label: string;
  readonly parent?: string;
  readonly from?: Day;
  readonly until?: Day;
}

/**
 * A code set is data with a version and a source, never an enum in code: standards are revised, and old
 * records keep the version they were made with.
 */
export interface CodeSet {
  readonly key: string;
  readonly version: string;
  readonly label: string;
  /** Standard, clause or document it was taken from; `default` marks what a district may change. */
  readonly source: string;
  readonly codes: readonly Code[];
}

/** Checks a code set and returns it: codes unique, parents present and without a cycle. */
export function defineCodeSet(set: CodeSet): CodeSet {
  const byCode = new Map(set.codes.map((code) => [code.code, code]));
  if (byCode.size !== set.codes.length) throw new Error(`code set ${set.key}: a code stands twice`);
  for (const code of set.codes) {
    const seen = new Set<string>();
    for (let at: Code | undefined = code; at?.parent !== undefined; at = byCode.get(at.parent)) {
      if (!byCode.has(at.parent)) throw new Error(`code set ${set.key}: ${at.code} has no parent ${at.parent}`);
      if (seen.has(at.code)) throw new Error(`code set ${set.key}: ${at.code} is its own ancestor`);
      seen.add(at.code);
    }
  }
  return set;
}

/** The label of a code, or the code itself when the set (another version, perhaps) does not know it. */
export function labelOf(set: CodeSet, code: string): string {
  return set.codes.find((entry) => entry.code === code)?.label ?? code;
}

/** The codes in use on a day. */
export function codesOn(set: CodeSet, day: Day): readonly Code[] {
  return set.codes.filter((code) => (!code.from || code.from <= day) && (!code.until || day < code.until));
}
