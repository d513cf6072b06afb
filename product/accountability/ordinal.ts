import { chineseInteger } from '@quantu/documents';

/** The numbers in a marker as documents number things: `（三）2` is 3, 2; what is no number is passed over. */
function numbersIn(marker: string): readonly number[] {
  const found = marker.normalize('NFKC').match(/\d+|[〇零一二三四五六七八九十百]+/gu) ?? [];
  return found.map((text) => (/\d/.test(text) ? Number(text) : Number(chineseInteger(text) ?? 0)));
}

/** Orders `（一）`, `（二）`, `（十）` and `1`, `2`, `10` as people count; equal numbers by their text. */
export function byMarker(one: string, other: string): number {
  const [a, b] = [numbersIn(one), numbersIn(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? -1) - (b[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return one < other ? -1 : one > other ? 1 : 0;
}
