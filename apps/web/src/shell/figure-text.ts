import { decimal, isDecimalText, plain } from '@quantu/base';

/** Thousands grouped, nothing rounded: `1825.95` → `1,825.95`. */
export function grouped(value: string): string {
  const [whole = '', part] = value.split('.');
  const text = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return part === undefined ? text : `${text}.${part}`;
}

/** 亿 from 1 亿 upwards, 万 from 1 万 upwards; exact, because only the point moves. */
export function scaleOf(value: string): { word: '' | '万' | '亿'; power: number } {
  const size = isDecimalText(value) ? decimal(value).abs() : decimal(0);
  if (size.gte(100_000_000)) return { word: '亿', power: 8 };
  if (size.gte(10_000)) return { word: '万', power: 4 };
  return { word: '', power: 0 };
}

/** A value as an office writes it: `30436000000` 元 → `304.36 亿元`; small values stay as they are. */
export function officeFigure(value: string, unit: string): string {
  const { number, unit: shown } = officeParts(value, unit);
  return shown === '' ? number : `${number} ${shown}`;
}

export function officeParts(value: string, unit: string): { number: string; unit: string } {
  if (!isDecimalText(value)) return { number: value, unit };
  const { word, power } = unit === '元' || unit === '美元' ? scaleOf(value) : { word: '', power: 0 };
  const shifted = plain(decimal(value).div(decimal(10).pow(power)));
  return { number: grouped(shifted), unit: `${word}${unit}` };
}

/** Both ends of a range, or the one value. */
export function officeRange(value: string, value2: string | null, unit: string): string {
  if (value2 === null) return officeFigure(value, unit);
  const low = officeParts(value, unit);
  const high = officeParts(value2, unit);
  return low.unit === high.unit
    ? `${low.number}～${high.number} ${high.unit}`
    : `${low.number} ${low.unit}～${high.number} ${high.unit}`;
}

/** The full value with its base unit, for the hover text: `30,436,000,000 元`. */
export function fullFigure(value: string, unit: string): string {
  return isDecimalText(value) ? `${grouped(value)} ${unit}` : `${value} ${unit}`;
}

/** Both ends of a range in full, or the one value. */
export function fullRange(value: string, value2: string | null, unit: string): string {
  return value2 === null ? fullFigure(value, unit) : `${fullFigure(value, unit)}～${fullFigure(value2, unit)}`;
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
