import { choice, defineRoute, Id } from '@quantu/people';
import type { Value, Written } from '@quantu/registers';
import { Type } from '@sinclair/typebox';
import { ofRecord, ofRegister, shaped } from './params.ts';

/** Field → value; null empties it. */
export const Values = Type.Unsafe<Record<string, Value>>(
  Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { description: '字段的值' }),
);
const Reason = Type.Optional(Type.String({ maxLength: 500, description: '理由' }));
/** The document on which something is changed: its id in 报告, or its number. */
const OnDocument = Type.Optional(Type.String({ maxLength: 100, description: '依据文件' }));

const WrittenAnswer = shaped<Written>('写入结果');

export const BULK_OUTCOMES = ['changed', 'unchanged', 'stale', 'refused'] as const;

export const writingRoutes = {
  create: defineRoute('POST', '/api/d/:district/registers/:register/records', {
    access: 'district.enter',
    summary: '新增记录',
    params: ofRegister,
    body: Type.Object({ values: Values, reason: Reason, document: OnDocument }),
    answer: Type.Object({ data: WrittenAnswer }),
    status: 201,
  }),
  change: defineRoute('PATCH', '/api/d/:district/registers/:register/records/:record', {
    access: 'district.enter',
    summary: '修改记录；version 过时则返回 409 和当前记录（current），由人合并',
    params: ofRecord,
    body: Type.Object({ version: Type.Integer(), values: Values, reason: Reason, document: OnDocument }),
    answer: Type.Object({ data: WrittenAnswer }),
  }),
  move: defineRoute('POST', '/api/d/:district/registers/:register/records/:record/moves', {
    access: 'district.enter',
    summary: '推进状态',
    params: ofRecord,
    body: Type.Object({
      version: Type.Integer(),
      transition: Type.String({ maxLength: 40 }),
      values: Type.Optional(Values),
      reason: Reason,
      document: OnDocument,
    }),
    answer: Type.Object({ data: WrittenAnswer }),
  }),
  remove: defineRoute('DELETE', '/api/d/:district/registers/:register/records/:record', {
    access: 'district.enter',
    summary: '删除记录（历史保留）',
    params: ofRecord,
    query: Type.Object({ version: Type.Integer(), reason: Reason }),
    answer: Type.Object({ data: WrittenAnswer }),
  }),
  bulk: defineRoute('POST', '/api/d/:district/registers/:register/bulk', {
    access: 'district.enter',
    summary: '批量修改：每条带自己的版本，过时的不改并列出',
    params: ofRegister,
    body: Type.Object({
      records: Type.Array(Type.Object({ id: Id, version: Type.Integer(), values: Values }), { maxItems: 2000 }),
      reason: Reason,
    }),
    answer: Type.Object({
      data: Type.Array(
        Type.Object({ id: Id, outcome: choice(BULK_OUTCOMES, '结果'), version: Type.Integer(), text: Type.String() }),
      ),
    }),
  }),
};
