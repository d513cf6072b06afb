import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One command of `quantu`. `run` resolves with the exit code; 0 is what it returns when it says nothing. */
export interface Command {
  /** As typed after `quantu`, with its operands: `read FILE`. */
  usage: string;
  summary: string;
  run(args: string[]): Promise<number | void>;
}

/** What was typed cannot be understood: exit code 2. */
export class UsageError extends Error {}

/** Parses options and operands; anything unknown is a UsageError in Chinese. */
export function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
  operands: { min: number; max: number } = { min: 0, max: 0 },
) {
  const parsed = tryParse(args, options);
  if (parsed.positionals.length < operands.min) throw new UsageError('缺少参数');
  if (parsed.positionals.length > operands.max) throw new UsageError(`多余的参数：${parsed.positionals[operands.max]}`);
  return parsed;
}

function tryParse<const Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const option = /'(-{1,2}[^' ]+)/.exec(text)?.[1];
    throw new UsageError(option ? `选项 ${option} 用错了` : text);
  }
}

/** Writes one JSON value to standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
