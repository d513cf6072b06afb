import { ApiFault } from '../../shell/api.ts';
import type { Field } from '../model/fields.ts';

/**
 * Which fields a refusal is about: it names them (`field`, `fields`, `problems`), or its sentence speaks of a field by
 * its label, the longest label first, since 计划投资 is part of 年度计划投资.
 */
export function problemsOf(error: unknown, fields: readonly Field[]): Readonly<Record<string, string>> {
  if (!(error instanceof ApiFault) || error.status === 409) return {};
  const { problems, field, fields: several } = error.body;
  if (isTexts(problems)) return problems;
  const named = [field, ...(Array.isArray(several) ? several : [])].filter((key) => typeof key === 'string');
  const known = fields.filter(({ key, label }) => named.includes(key) || named.includes(label));
  if (known.length > 0) return Object.fromEntries(known.map(({ key }) => [key, error.message]));
  const byLength = [...fields].sort((a, b) => b.label.length - a.label.length);
  // One sentence a field, 年度计划投资“约三亿”不是数字；名称有 300 个字.
  const spoken = error.message.split('；').flatMap((sentence) => {
    const about = byLength.find(({ label }) => label.length > 1 && sentence.includes(label));
    return about ? [[about.key, sentence] as const] : [];
  });
  return Object.fromEntries(spoken);
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}
