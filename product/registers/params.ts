import { Id } from '@quantu/people';
import { Type, type TSchema } from '@sinclair/typebox';

// Shapes that `@quantu/registers` declares as types: the schema says for the description what the type says for us.
export const shaped = <T>(description: string, schema: TSchema = Type.Object({}, { additionalProperties: true })) =>
  Type.Unsafe<T>({ ...schema, description });

export const RegisterKey = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: '台账' });
export const inDistrict = Type.Object({ district: Type.String() });
export const ofRegister = Type.Object({ district: Type.String(), register: RegisterKey });
export const ofRecord = Type.Object({ district: Type.String(), register: RegisterKey, record: Id });

/** The part of a register that is asked for; the same for lists, groups, exports and map tiles. */
export const SelectionQuery = {
  filter: Type.Optional(
    Type.String({ maxLength: 8000, description: '筛选条件，JSON：[["字段","is|contains|between…","值",…],…]' }),
  ),
  text: Type.Optional(Type.String({ maxLength: 100, description: '搜索' })),
  asOf: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' })),
};
export const SortQuery = Type.Optional(
  Type.String({ maxLength: 200, description: '排序字段，逗号分隔，降序前加 -', pattern: '^-?\\w+(,-?\\w+)*$' }),
);
export const FieldsQuery = Type.Optional(Type.String({ maxLength: 2000, description: '只要这些字段，逗号分隔' }));
