/** What a text is compared by: hashes of its pairs of characters, sorted; for a short one of the characters too. */
export interface Features {
  readonly length: number;
  readonly hashes: Uint32Array;
}

const SHORT = 24;

export function featuresOf(text: string): Features {
  const chars = [...text.replace(/\s+/gu, '')];
  const hashes: number[] = [];
  for (const [at, char] of chars.entries()) {
    const code = char.codePointAt(0)!;
    if (chars.length <= SHORT) hashes.push(code);
    if (at > 0)
      hashes.push((Math.imul(chars[at - 1]!.codePointAt(0)!, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 0);
  }
  return { length: chars.length, hashes: Uint32Array.from(hashes).sort() };
}

/** 0 to 1: twice what both share over what they have (Dice). Two empty texts are alike. */
export function similarity(a: Features, b: Features): number {
  const [n, m] = [a.hashes.length, b.hashes.length];
  if (n === 0 && m === 0) return 1;
  let shared = 0;
  for (let i = 0, j = 0; i < n && j < m;) {
    const difference = a.hashes[i]! - b.hashes[j]!;
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return (2 * shared) / (n + m);
}
