import { choice, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { CONFLICT_KINDS } from './kinds.ts';
import { PURPOSES, type Purpose } from './purposes.ts';

export const Kind = choice(CONFLICT_KINDS, '冲突类型');
export const PurposeText = choice(Object.keys(PURPOSES) as [Purpose, ...Purpose[]], '用途');

export const Sliver = Type.Object({
  minM2: Type.Number({ minimum: 0, maximum: 1_000_000, description: '最小面积（平方米）' }),
  widthM: Type.Number({ minimum: 0, maximum: 1000, description: '碎小图形的最大平均宽度（米）' }),
});

/** One side of a conflict: which layers, and what they say of the place. */
const Side = Type.Object({
  /** Null: every layer that is a plan. */
  roles: nullable(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 40 })),
  /** Null: whatever it says, so that it covers the place. */
  purposes: nullable(Type.Array(PurposeText, { minItems: 1, uniqueItems: true })),
  /** The layer does not cover the place. */
  isAbsent: Type.Optional(Type.Boolean()),
  /** Only where people live, learn or are ill. */
  isSensitive: Type.Optional(Type.Boolean()),
});
export type Side = Static<typeof Side>;

const Words = {
  yields: Type.String({ minLength: 1, maxLength: 120, description: '谁让' }),
  clause: Type.String({ minLength: 1, maxLength: 300, description: '法律依据' }),
};

export const PairRule = Type.Object({
  kind: Kind,
  a: Side,
  b: Side,
  /** Pairs of uses, of A and of B, that go together all the same. */
  except: Type.Optional(Type.Array(Type.Tuple([PurposeText, PurposeText]), { maxItems: 144 })),
  /** Both sides have to be read differently. */
  isDifferent: Type.Optional(Type.Boolean()),
  /** Of two detailed plans: attributes that may not differ. */
  comparesControls: Type.Optional(Type.Boolean()),
  /** Whose boundary would have to move; `earlier`: that of the layer approved before the other; null: a person says. */
  yielding: nullable(choice(['a', 'b', 'earlier'], '哪一方让')),
  ...Words,
});
export type PairRule = Static<typeof PairRule>;

/** What is found without a second layer saying something of the place. */
const AloneRule = Type.Object({ kind: choice(['C9', 'C10', 'C11'], '冲突类型'), ...Words });
export type AloneRule = Static<typeof AloneRule>;

/** How plans are held against each other, as far as a district may say it otherwise. */
export const RuleBody = Type.Object({
  sliver: Sliver,
  /** Which kinds are looked for. */
  kinds: Type.Array(Kind, { minItems: 1, uniqueItems: true }),
  pairs: Type.Array(PairRule, { maxItems: 100 }),
  alone: Type.Array(AloneRule, { maxItems: 3 }),
});
export type RuleBody = Static<typeof RuleBody>;
