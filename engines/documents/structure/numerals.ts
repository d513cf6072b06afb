const DIGITS = new Map(Array.from('〇○零一二三四五六七八九').map((char, i) => [char, Math.max(0, i - 2)] as const));
DIGITS.set('两', 2);
DIGITS.set('兩', 2);
DIGITS.set('O', 0);
DIGITS.set('Ｏ', 0);
const PLACES = new Map([
  ['十', 1],
  ['百', 2],
  ['千', 3],
]);
const GROUPS = new Map([
  ['万', 4],
  ['亿', 8],
]);

export function isChineseNumeral(char: string): boolean {
  return DIGITS.has(char) || PLACES.has(char) || GROUPS.has(char);
}

/** The digit a character stands for (〇 … 九, 两), or null. */
export function chineseDigit(char: string): number | null {
  return DIGITS.get(char) ?? null;
}

/**
 * The integer a Chinese numeral says, null when it is none: 一百二十 120, 三千零五 3005, 二〇二四 2024, 两万 20000.
 * A missing last place is read as spoken: 一百二 is 120. At most 32 characters: longer ones are not numbers.
 */
export function chineseInteger(text: string): bigint | null {
  if (text.length === 0 || text.length > 32) return null;
  const chars = Array.from(text);
  if (chars.every((char) => DIGITS.has(char))) return BigInt(chars.map((char) => DIGITS.get(char)!).join(''));
  return placed(chars);
}

function placed(chars: readonly string[]): bigint | null {
  let total = 0n;
  let group = 0n;
  let digit: bigint | null = null;
  let lastPlace = 0;
  let ceiling = 4;
  for (const char of chars) {
    const value = DIGITS.get(char);
    const place = PLACES.get(char);
    const power = GROUPS.get(char);
    if (value !== undefined) {
      if (digit !== null && digit !== 0n) return null;
      digit = BigInt(value);
      if (value === 0) lastPlace = 0;
    } else if (place !== undefined) {
      if (place >= ceiling || (digit === null && place !== 1)) return null;
      group += (digit === null || digit === 0n ? 1n : digit) * 10n ** BigInt(place);
      [digit, lastPlace, ceiling] = [null, place, place];
    } else if (power !== undefined) {
      const amount = group + (digit ?? 0n);
      if (amount === 0n && total === 0n) return null;
      total = power === 8 ? (total + amount) * 10n ** 8n : total + amount * 10n ** 4n;
      [group, digit, lastPlace, ceiling] = [0n, null, power, 4];
    } else return null;
  }
  const tail = digit === null ? 0n : lastPlace > 1 ? digit * 10n ** BigInt(lastPlace - 1) : digit;
  return total + group + tail;
}
