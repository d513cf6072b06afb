import type { TSchema } from '@sinclair/typebox';
import { TypeCompiler, ValueErrorType, type ValueError } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { serverFault } from './faults.ts';

/**
 * Checks one part of a request against its schema. Text from the address bar is converted to what the schema asks
 * for; a body is taken as it is. The first thing wrong becomes one sentence that names the field.
 */
export function validatorOf(schema: TSchema, part: string): (value: unknown) => { value: unknown } | { error: Error } {
  const check = TypeCompiler.Compile(schema);
  return (value) => {
    const taken = part === 'body' ? value : converted(schema, value ?? {});
    const wrong = check.Check(taken) ? unstorable(taken) : sentenceFor(check.Errors(taken).First());
    return wrong === null ? { value: taken } : { error: serverFault('request.field', { sentence: wrong }) };
  };
}

/** Typebox cuts 1.5 down to 1 where a whole number is asked for; it stays what was sent, so that it is refused. */
function converted(schema: TSchema, sent: object): unknown {
  const asSent = { ...sent }; // Convert writes into what it is given
  const taken: unknown = Value.Convert(schema, sent);
  if (typeof taken !== 'object' || taken === null) return taken;
  const cut = Object.entries(asSent).filter(
    ([key, text]) => typeof text === 'string' && typeof Reflect.get(taken, key) === 'number' && !isWhole(text),
  );
  return { ...taken, ...Object.fromEntries(cut.map(([key, text]) => [key, Number(text)])) };
}

const isWhole = (text: string): boolean => /^[+-]?\d+$/.test(text);

/** NUL and halves of characters cannot be kept in the database; they are refused at the door. */
function unstorable(value: unknown): string | null {
  if (typeof value === 'string') {
    return /[\0\p{Surrogate}]/u.test(value) ? '文字里有不能保存的字符（空字符或残缺的编码），请去掉后再提交' : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const item of Object.values(value)) {
    const wrong = unstorable(item);
    if (wrong) return wrong;
  }
  return null;
}

function sentenceFor(error: ValueError | undefined): string {
  if (!error) return '请求内容不对';
  const { schema, type, value } = error;
  const field = nameOf(error);
  if (type === ValueErrorType.Union) return unionSentence(field, schema, value);
  return SENTENCES[type]?.(field, value, schema) ?? `${field}的类型不对，收到的是${typeName(value)}`;
}

type Sentence = (field: string, value: unknown, schema: TSchema) => string;

const tooSmall: Sentence = (field, value, schema) => `${field}是 ${shown(value)}，不能小于 ${shown(schema['minimum'])}`;
const tooLarge: Sentence = (field, value, schema) => `${field}是 ${shown(value)}，不能大于 ${shown(schema['maximum'])}`;

const SENTENCES: Partial<Record<ValueErrorType, Sentence>> = {
  [ValueErrorType.ObjectRequiredProperty]: (field) => `缺少${field}`,
  [ValueErrorType.ObjectAdditionalProperties]: (field) => `不认识的内容${field}`,
  [ValueErrorType.StringMinLength]: (field) => `${field}不能为空`,
  [ValueErrorType.StringMaxLength]: (field, value, schema) =>
    `${field}有 ${String(value).length} 个字，最多 ${shown(schema['maxLength'])} 个`,
  [ValueErrorType.StringPattern]: (field, value) => `${field}“${shown(value)}”的写法不对`,
  [ValueErrorType.ArrayMaxItems]: (field, _, schema) => `${field}太多，最多 ${shown(schema['maxItems'])} 个`,
  [ValueErrorType.ArrayMinItems]: (field, _, schema) => `${field}不能为空，至少 ${shown(schema['minItems'])} 个`,
  [ValueErrorType.Integer]: (field, value) =>
    typeof value === 'number'
      ? `${field}是 ${shown(value)}，请填整数`
      : `${field}的类型不对，收到的是${typeName(value)}`,
  [ValueErrorType.IntegerMinimum]: tooSmall,
  [ValueErrorType.NumberMinimum]: tooSmall,
  [ValueErrorType.IntegerMaximum]: tooLarge,
  [ValueErrorType.NumberMaximum]: tooLarge,
};

/** Either one of some words, or a value that may also be missing: then what is wrong with the value. */
function unionSentence(field: string, schema: TSchema, value: unknown): string {
  const branches: TSchema[] = schema['anyOf'] ?? [];
  const words = branches.map((branch) => branch.const).filter((word) => typeof word === 'string');
  if (words.length > 0) return `${field}是“${shown(value)}”，只能是 ${words.join('、')} 之一`;
  const only = branches.find((branch) => branch.type !== 'null');
  const inner = only ? Value.Errors(only, value).First() : undefined;
  return inner ? sentenceFor(inner) : `${field}的类型不对`;
}

function nameOf({ schema, path }: ValueError): string {
  const branches: TSchema[] = schema['anyOf'] ?? [];
  const described = [schema, ...branches].find(({ description }) => description !== undefined);
  return described?.description ?? `“${path.slice(1).slice(0, 80)}”`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '空');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return '空值';
  if (Array.isArray(value)) return '列表';
  return { string: '文字', number: '数字', boolean: '是或否', object: '对象' }[typeof value as string] ?? '别的内容';
}
