/** Two bytes of every sign of GBK, by its code; made when first asked for. */
let table: Map<number, number> | null = null;

function signs(): Map<number, number> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('gb18030');
  const pair = Buffer.alloc(2);
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue;
      pair[0] = high;
      pair[1] = low;
      const text = decoder.decode(pair);
      const code = text.codePointAt(0)!;
      // Signs of the private area and of no meaning are not for writing.
      if (text.length === 1 && code !== 0xfffd && (code < 0xe000 || code > 0xf8ff)) table.set(code, (high << 8) | low);
    }
  }
  return table;
}

/** Writes text in GBK; what GBK has not becomes `?` and is counted. */
export class GbkEncoder {
  /** Signs that could not be written. */
  readonly lost = new Set<string>();

  encode(text: string): Buffer {
    const bytes: number[] = [];
    for (const sign of text) {
      const code = sign.codePointAt(0)!;
      if (code < 0x80) {
        bytes.push(code);
        continue;
      }
      const pair = signs().get(code);
      if (pair === undefined) {
        this.lost.add(sign);
        bytes.push(0x3f);
      } else bytes.push(pair >> 8, pair & 0xff);
    }
    return Buffer.from(bytes);
  }

  /** What was lost, as sentences. */
  get notes(): string[] {
    if (this.lost.size === 0) return [];
    return [
      `有 ${this.lost.size} 个字不在 GBK 里，写成了“?”：${[...this.lost].slice(0, 20).join('')}，要保留请选 UTF-8`,
    ];
  }
}
