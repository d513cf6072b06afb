import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { AttributeValue } from '../read/layer.ts';
import { OutFile } from './files.ts';
import { GbkEncoder } from './gbk.ts';
import { textOf, type OutLayer, type Target } from './out.ts';

const MOST_TEXT = 254;
const MOST_DIGITS = 24;
const NAME_BYTES = 10;

type Field = OutLayer['fields'][number];

/** How wide a column has to be; found while its rows are put by. */
interface Width {
  bytes: number;
  /** Of numbers: signs before and after the point. */
  whole: number;
  decimals: number;
}

/** Writes a .dbf: rows are put by until all are known, for the widths of its columns stand in its head. */
export class DbfWriter {
  readonly names: readonly string[];
  readonly #fields: readonly Field[];
  readonly #target: Target;
  readonly #path: string;
  readonly #rows: OutFile;
  readonly #widths: readonly Width[];
  readonly #gbk = new GbkEncoder();
  #count = 0;
  #cut = 0;

  constructor(path: string, fields: readonly Field[], target: Target) {
    this.#path = path;
    this.#target = target;
    this.#rows = new OutFile(`${path}.rows`);
    // A table without any column is none: ArcGIS wants one at least.
    this.#fields = fields.length > 0 ? fields : [{ name: 'FID_', type: 'integer' }];
    this.#widths = this.#fields.map(() => ({ bytes: 1, whole: 1, decimals: 0 }));
    this.names = shortNames(
      this.#fields.map(({ name }) => name),
      (text) => this.#bytes(text).length,
    );
  }

  #bytes(text: string): Buffer {
    return this.#target.encoding === 'GBK' ? this.#gbk.encode(text) : Buffer.from(text);
  }

  async add(attributes: Readonly<Record<string, AttributeValue>>): Promise<void> {
    this.#count++;
    const row = this.#fields.map(({ name }) => attributes[name] ?? null);
    for (const [at, { type }] of this.#fields.entries()) {
      const value = row[at]!;
      if (value !== null) this.#widen(this.#widths[at]!, type, value);
    }
    await this.#rows.add(`${JSON.stringify(row)}\n`);
  }

  #widen(width: Width, type: Field['type'], value: Exclude<AttributeValue, null>): void {
    if ((type === 'number' || type === 'integer') && typeof value === 'number') {
      const [whole = '', decimals = ''] = plainNumber(value).split('.');
      width.whole = Math.max(width.whole, whole.length);
      width.decimals = Math.max(width.decimals, decimals.length);
    } else width.bytes = Math.max(width.bytes, this.#bytes(textOf(value)).length);
  }

  /** Writes the table; sentences of what was changed. */
  async end(): Promise<string[]> {
    await this.#rows.end();
    const out = new OutFile(this.#path);
    const columns = this.#fields.map(({ type }, at) => columnOf(type, this.#widths[at]!));
    await out.add(this.#head(columns));
    const rows = createInterface({ input: createReadStream(`${this.#path}.rows`) });
    for await (const line of rows) await out.add(this.#record(JSON.parse(line) as AttributeValue[], columns));
    await out.add(Buffer.of(0x1a));
    await out.end();
    await rm(`${this.#path}.rows`);
    return this.#notes();
  }

  #notes(): string[] {
    const renamed = this.#fields
      .map(({ name }, at) => [name, this.names[at]!] as const)
      .filter(([name, short]) => name !== short)
      .map(([name, short]) => `${name} → ${short}`);
    const cut = this.#cut > 0 ? [`有 ${this.#cut} 个文字超过 ${MOST_TEXT} 字节，已截断`] : [];
    const names =
      renamed.length > 0 ? [`Shapefile 的字段名最多 ${NAME_BYTES} 字节，已缩短：${renamed.join('，')}`] : [];
    return [...names, ...cut, ...this.#gbk.notes];
  }

  #head(columns: readonly Column[]): Buffer {
    const head = Buffer.alloc(33 + columns.length * 32);
    head[0] = 3;
    // A fixed day: equal layers give equal files.
    head.set([100, 1, 1], 1);
    head.writeUInt32LE(this.#count, 4);
    head.writeUInt16LE(head.length, 8);
    head.writeUInt16LE(1 + columns.reduce((sum, { width }) => sum + width, 0), 10);
    head[29] = this.#target.encoding === 'GBK' ? 0x4d : 0;
    for (const [at, { sign, width, decimals }] of columns.entries()) {
      const start = 32 + at * 32;
      this.#bytes(this.names[at]!).copy(head, start);
      head[start + 11] = sign.charCodeAt(0);
      head[start + 16] = width;
      head[start + 17] = decimals;
    }
    head[head.length - 1] = 0x0d;
    return head;
  }

  #record(row: readonly AttributeValue[], columns: readonly Column[]): Buffer {
    const cells = columns.map(({ sign, width, decimals }, at) => {
      const cell = Buffer.alloc(width, 0x20);
      const value = row[at] ?? null;
      if (value === null) return cell;
      if (sign === 'N') {
        if (typeof value === 'number') cell.write(fixed(value, decimals).slice(0, width).padStart(width), 'latin1');
      } else if (sign === 'D') cell.write(String(value).replaceAll('-', '').slice(0, 8), 'latin1');
      else if (sign === 'L') cell.write(value === true ? 'T' : 'F', 'latin1');
      else this.#cutText(textOf(value), width).copy(cell);
      return cell;
    });
    return Buffer.concat([Buffer.of(0x20), ...cells]);
  }

  /** As many whole signs as fit. */
  #cutText(text: string, width: number): Buffer {
    const bytes = this.#bytes(text);
    if (bytes.length <= width) return bytes;
    this.#cut++;
    let kept = Buffer.alloc(0);
    for (const sign of text) {
      const next = Buffer.concat([kept, this.#bytes(sign)]);
      if (next.length > width) break;
      kept = next;
    }
    return kept;
  }
}

interface Column {
  readonly sign: 'C' | 'N' | 'D' | 'L';
  readonly width: number;
  readonly decimals: number;
}

function columnOf(type: Field['type'], { bytes, whole, decimals }: Width): Column {
  if (type === 'day' && bytes <= 10) return { sign: 'D', width: 8, decimals: 0 };
  if (type === 'boolean') return { sign: 'L', width: 1, decimals: 0 };
  // A column of numbers with a text in it keeps the text.
  if ((type === 'number' || type === 'integer') && bytes === 1) {
    const shown = Math.max(0, Math.min(decimals, MOST_DIGITS - 1 - whole, 15));
    return { sign: 'N', width: Math.min(MOST_DIGITS, whole + (shown > 0 ? shown + 1 : 0)), decimals: shown };
  }
  return { sign: 'C', width: Math.min(MOST_TEXT, Math.max(bytes, whole + decimals + 1)), decimals: 0 };
}

/** Without an exponent. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(Math.abs(value) < 1 ? 15 : 0) : text;
}

const fixed = (value: number, decimals: number): string =>
  decimals === 0 ? plainNumber(Math.round(value)) : value.toFixed(decimals);

/** Names of ten bytes at most, cut between signs, each another. */
export function shortNames(names: readonly string[], bytes: (text: string) => number): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    for (let number = 0; ; number++) {
      const tail = number === 0 ? '' : `_${number}`;
      let short = '';
      for (const sign of name) {
        if (bytes(short + sign + tail) > NAME_BYTES) break;
        short += sign;
      }
      const whole = short + tail;
      if (taken.has(whole.toLowerCase())) continue;
      taken.add(whole.toLowerCase());
      return whole;
    }
  });
}
