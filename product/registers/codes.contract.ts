import { choice, defineRoute, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';

export const MOST_CODES = 5000;

const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '日期' });
const CodeText = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$', description: '代码' });
const Words = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f]*\\S[^\\u0000-\\u001f]*$', description });

export const CodeRow = Type.Object(
  {
    code: CodeText,
    label: Words(100, '名称'),
    parent: Type.Optional(CodeText),
    from: Type.Optional(DayText),
    /** The first day on which it is no longer put in; records keep it. */
    until: Type.Optional(DayText),
  },
  { additionalProperties: false },
);
export type CodeRow = Static<typeof CodeRow>;

export const STANDINGS = ['over', 'holds', 'coming'] as const;

const Version = Type.Object({
  version: Type.String(),
  label: Type.String(),
  source: Type.String(),
  /** Null: it ships with the program. */
  from: nullable(Type.String()),
  standing: choice(STANDINGS, '是否生效'),
  codes: Type.Array(Type.Object({ ...CodeRow.properties, code: Type.String(), label: Type.String() })),
});
export type CodeVersionRow = Static<typeof Version>;

export const CodeSetRow = Type.Object({
  key: Type.String(),
  label: Type.String(),
  /** Fields whose values come from it, as far as the reader has those registers. */
  usedBy: Type.Array(Type.Object({ register: Type.String(), label: Type.String(), field: Type.String() })),
  /** A district may put its own version; not of sets by which only the program writes. */
  isOpen: Type.Boolean(),
  versions: Type.Array(Version),
});
export type CodeSetRow = Static<typeof CodeSetRow>;

const SetKey = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: '编码表' });
const VersionName = Words(40, '版本');
const answer = Type.Object({ data: Type.Array(CodeSetRow) });

export const codeRoutes = {
  codeSets: defineRoute('GET', '/api/d/:district/codes', {
    access: 'district.enter',
    summary: '编码表和它们的各个版本',
    params: Type.Object({ district: Type.String() }),
    answer,
  }),
  putCodes: defineRoute('POST', '/api/d/:district/codes/:set/versions', {
    access: 'codes.manage',
    summary: '发布编码表的一个版本，自某日起生效；没列入的代码自那日起停用，已有记录不变',
    params: Type.Object({ district: Type.String(), set: SetKey }),
    body: Type.Object({
      version: VersionName,
      from: DayText,
      label: Type.Optional(Words(60, '名称')),
      source: Words(500, '依据'),
      codes: Type.Array(CodeRow, { minItems: 1, maxItems: MOST_CODES }),
    }),
    answer,
    status: 201,
  }),
  removeCodes: defineRoute('DELETE', '/api/d/:district/codes/:set/versions/:version', {
    access: 'codes.manage',
    summary: '撤回还没有生效的版本',
    params: Type.Object({ district: Type.String(), set: SetKey, version: VersionName }),
    answer,
  }),
};
