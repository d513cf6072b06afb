import { decimal, isDecimalText, plain } from '@quantu/base';
import { officeParts } from '../../shell/figure-text.ts';

const POWER: Record<string, number> = { '': 0, 百: 2, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, 万亿: 12 };
const TYPED = /^([+-]?\d+(?:\.\d+)?)\s*(百万|千万|万亿|百|千|万|亿)?$/;

/** What a person types for a value, `304.36亿`, `30,436`, full-width digits too, as decimal text; null when it is none. */
export function parseOfficeNumber(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[−－]/g, '-')
    .replace(/,|(?<=\d)\s(?=\d)/g, '')
    .trim();
  const match = TYPED.exec(text);
  if (!match?.[1]) return null;
  const number = match[1].replace(/^\+/, '');
  if (!isDecimalText(number)) return null;
  return plain(decimal(number).times(decimal(10).pow(POWER[match[2] ?? ''] ?? 0)));
}

/** A printed figure cut into value and unit: `304.36 亿元` → 30436000000 元. For marking what was missed. */
export function parsePrinted(surface: string): { value: string; unit: string } | null {
  const match =
    /^\D*?([+-]?[\d,.，．]+)\s*(?:多|余|来)?\s*(百万|千万|万亿|百|千|万|亿)?(?:多|余)?\s*([^\d\s]*?)(?:以上|以下|以内|左右)?$/.exec(
      surface.normalize('NFKC').trim(),
    );
  const value = match ? parseOfficeNumber(`${match[1] ?? ''}${match[2] ?? ''}`) : null;
  return value === null ? null : { value, unit: match?.[3] ?? '' };
}

/** A printed figure with another value, in its own manner: `304.36 亿元` with 31050000000 → `310.5 亿元`. */
export function printedLike(surface: string, value: string, unit: string): string {
  const { number, unit: shown } = officeParts(value, unit);
  const scale = shown.slice(0, shown.length - unit.length);
  const digits = /[\d０-９][\d０-９.,，．]*(\s*)(?:百万|千万|万亿|百|千|万|亿)?/.exec(surface);
  if (!digits) return `${number}${shown}`;
  const plainNumber = digits[0].includes(',') ? number : number.replaceAll(',', '');
  const gap = scale === '' && unit !== '' && surface.startsWith(unit, digits.index + digits[0].length) ? '' : digits[1];
  return surface.replace(digits[0], `${plainNumber}${gap ?? ''}${scale}`);
}
