import { Value } from '@sinclair/typebox/value';
import { analysisFault } from './faults.ts';
import { RuleBody } from './rule-schema.ts';

/** The rules of a JSON text that somebody wrote; a fault names the place where they are wrong. */
export function rulesFrom(text: string, file: string): RuleBody {
  const json = parsed(text.replace(/^\uFEFF/, ''));
  if (json === undefined) throw analysisFault('overlay-rules.no-json', { file });
  const problem = Value.Errors(RuleBody, json).First();
  if (!problem && Value.Check(RuleBody, json)) return Value.Clean(RuleBody, json) as RuleBody;
  throw analysisFault('overlay-rules.file', { file, place: problem?.path || '/', value: shortly(problem?.value) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const shortly = (value: unknown): string => (value === undefined ? '没有写' : JSON.stringify(value).slice(0, 60));
