import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { storeFault } from '../faults.ts';

const NEWLINE = 0x0a;
const LONGEST_LINE = 2 ** 28;

/** The lines of a stream of bytes. Only LF ends a line: texts contain every other separator. */
export async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...held, chunk.subarray(start, end)]).toString('utf8');
      held = [];
      size = 0;
      start = end + 1;
    }
    if (start < chunk.length) held.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > LONGEST_LINE) throw storeFault('store.backup-file', { path: '', reason: '有一行长得不合理' });
  }
  if (size > 0) yield Buffer.concat(held).toString('utf8');
}

/** What a part held: told at its end and again in the manifest. */
export interface PartSum {
  readonly part: string;
  readonly lines: number;
  readonly sm3: string;
}

/** Sums up the lines of one part. */
export class Summing {
  readonly #part: string;
  readonly #hash: Hash = createHash('sm3');
  #lines = 0;

  constructor(part: string) {
    this.#part = part;
  }

  add(line: string): void {
    this.#hash.update(line).update('\n');
    this.#lines++;
  }

  end(): PartSum {
    return { part: this.#part, lines: this.#lines, sm3: this.#hash.digest('hex') };
  }
}

/** Writes lines and parts to a stream, no faster than it takes them. */
export class ArchiveWriter {
  readonly #out: Writable;
  readonly #sums: PartSum[] = [];
  #failure: unknown;

  constructor(out: Writable) {
    this.#out = out;
    out.on('error', (error) => (this.#failure = error));
  }

  get sums(): readonly PartSum[] {
    return this.#sums;
  }

  async line(text: string): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (!this.#out.write(`${text}\n`)) await once(this.#out, 'drain');
  }

  async part(
    name: string,
    about: { readonly [key: string]: unknown },
    fill: (line: (text: string) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    await this.line(JSON.stringify({ part: name, ...about }));
    const sum = new Summing(name);
    await fill(async (text) => {
      sum.add(text);
      await this.line(text);
    });
    const { part, ...ended } = sum.end();
    this.#sums.push({ part, ...ended });
    await this.line(JSON.stringify({ end: part, ...ended }));
  }
}
