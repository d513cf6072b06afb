import { Type, type Static } from '@sinclair/typebox';
import { choice, DayText, nullable } from '@quantu/people';

const Cites = Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 50 }));
const RegisterKey = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: '台账' });
const FigureKey = Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', description: '指标' });

export const BoundBody = Type.Object({
  register: RegisterKey,
  figure: FigureKey,
  scope: nullable(Type.String({ maxLength: 120, description: '其中一组' })),
  period: nullable(Type.String({ maxLength: 20, description: '期间' })),
  unit: Type.String({ maxLength: 20, description: '单位' }),
  decimals: Type.Integer({ minimum: 0, maximum: 8, description: '小数位数' }),
});

const TextRunBody = Type.Object({
  kind: Type.Literal('text'),
  text: Type.String({ maxLength: 20_000, description: '文字' }),
  bold: Type.Optional(Type.Literal(true)),
  source: Type.Optional(Type.String({ maxLength: 200, description: '数字出处' })),
  cites: Cites,
});
const FigureRunBody = Type.Object({
  kind: Type.Literal('figure'),
  id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: '数字编号' }),
  text: Type.String({ minLength: 1, maxLength: 100, description: '数字' }),
  bound: BoundBody,
  cites: Cites,
});
const Inlines = Type.Array(Type.Union([TextRunBody, FigureRunBody]), { maxItems: 2000 });
const Level = Type.Union([Type.Literal(2), Type.Literal(3), Type.Literal(4)]);

/** `ReportBlock` at the door. */
const BlockBody = Type.Union([
  Type.Object({ kind: Type.Literal('heading'), level: Level, inlines: Inlines }),
  Type.Object({ kind: Type.Literal('paragraph'), inlines: Inlines }),
  Type.Object({
    kind: Type.Literal('table'),
    caption: Type.String({ maxLength: 200 }),
    head: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 30 }),
    rows: Type.Array(Type.Array(Inlines, { maxItems: 30 }), { maxItems: 500 }),
  }),
  Type.Object({ kind: Type.Literal('pageBreak') }),
]);
export const BlocksBody = Type.Array(BlockBody, { maxItems: 1000, description: '正文' });

const Line = (description: string) => Type.String({ maxLength: 400, description });
const Lines = (description: string) => Type.Array(Line(description), { maxItems: 50 });
const MaybeDay = (description: string) => Type.Union([DayText(description), Type.Literal('')], { description });

/** `ReportHead` at the door. */
export const HeadBody = Type.Object({
  title: Lines('标题'),
  redHead: Line('发文机关标志'),
  number: Line('发文字号'),
  signers: Lines('签发人'),
  addressee: Line('主送机关'),
  issuers: Lines('署名'),
  dated: MaybeDay('成文日期'),
  attachments: Lines('附件'),
  note: Line('附注'),
  copyTo: Lines('抄送机关'),
  printer: Line('印发机关'),
  printedOn: MaybeDay('印发日期'),
});

export const SectionLevel = Type.Union([Type.Literal(1), Type.Literal(2)]);
export const TextState = choice(['matched', 'drifted', 'unjudged', 'provisional'], '核对结果');
export type TextState = Static<typeof TextState>;
