/** What a fault says: the HTTP status, and one Chinese sentence with `{name}` where a fact is put in. */
export interface FaultEntry {
  readonly status: number;
  readonly text: string;
}

type FactNames<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | FactNames<Rest>
  : never;
type Facts<Text extends string> = [FactNames<Text>] extends [never]
  ? [facts?: Record<string, never>]
  : [facts: Record<FactNames<Text>, string | number>];

/** Something the caller can cause: a code and facts for the log, a sentence for the person. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: string;
  readonly status: number;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: string, status: number, sentence: string, facts: Readonly<Record<string, string | number>>) {
    super(sentence);
    this.code = code;
    this.status = status;
    this.facts = facts;
  }
}

/** A fault whose answer holds more than its sentence: what stands there now, for whoever has to merge. */
export class DetailedFault extends Fault {
  readonly detail: Readonly<Record<string, unknown>>;

  constructor({ code, status, message, facts }: Fault, detail: Readonly<Record<string, unknown>>) {
    super(code, status, message, facts);
    this.detail = detail;
  }
}

const table = new Map<string, FaultEntry>();

/**
 * Adds a room's faults to the one table and returns the function that makes them:
 *
 * ```ts
 * export const documentFault = defineFaults({
 *   'document.too-large': { status: 413, text: '文件有 {size}，超过上限 {limit}' },
 * });
 * throw documentFault('document.too-large', { size: '200 MB', limit: '100 MB' });
 * ```
 * The facts a sentence needs are checked by the compiler.
 */
export function defineFaults<const Entries extends Record<string, FaultEntry>>(entries: Entries) {
  for (const [code, entry] of Object.entries(entries)) {
    if (table.has(code)) throw new Error(`fault ${code} is defined twice`);
    table.set(code, entry);
  }
  return function fault<Code extends keyof Entries & string>(
    code: Code,
    ...[facts = {}]: Facts<Entries[Code]['text']>
  ): Fault {
    const entry = entries[code]!;
    const known: Record<string, string | number> = facts;
    const sentence = entry.text.replace(/\{(\w+)\}/g, (hole, name: string) => String(known[name] ?? hole));
    return new Fault(code, entry.status, sentence, known);
  };
}

/** Every fault defined so far, for the documentation and for tests. */
export function faultTable(): ReadonlyMap<string, FaultEntry> {
  return table;
}
