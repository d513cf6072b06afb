import { choice, DayText, defineRoute, Id, idOf, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';

const District = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
const Text = (maxLength: number, description: string) => Type.String({ maxLength, description });
const Offsets = { start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) };
const UnitName = nullable(Text(60, '单位'));

const TaskWish = Type.Object({
  number: Type.String({ minLength: 1, maxLength: 20, description: '任务序号' }),
  measure: Type.String({ minLength: 1, maxLength: 200, description: '措施' }),
  detail: Text(4000, '具体内容'),
  lead: UnitName,
  ...Offsets,
});
const ItemWish = Type.Object({
  number: Type.String({ minLength: 1, maxLength: 20, description: '序号' }),
  matter: Type.String({ minLength: 1, maxLength: 200, description: '事项' }),
  clause: Text(4000, '意见原文'),
  lead: UnitName,
  helpers: Type.Array(Text(60, '协办单位'), { maxItems: 50 }),
  dueOn: nullable(DayText('事项期限')),
  tasks: Type.Array(TaskWish, { maxItems: 200 }),
  ...Offsets,
});
export type ItemWish = Static<typeof ItemWish>;

/** A unit as the text calls it, and which of the district's it is. */
const UnitWish = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, description: '单位' }),
  organisation: nullable(idOf('单位')),
  /** It is not in the register yet, and is put in. */
  isNew: Type.Boolean(),
});

/** What is registered: as it was read, with the person's corrections. */
export const OpinionWish = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 40, description: '编号' }),
  title: Type.String({ minLength: 1, maxLength: 160, description: '意见名称' }),
  session: Text(120, '会议'),
  topic: Text(200, '审议议题'),
  deliberatedOn: nullable(DayText('审议日期')),
  number: Text(80, '文号'),
  /** As `units` call them. */
  committee: Type.String({ minLength: 1, maxLength: 60, description: '人大工作机构' }),
  office: Type.String({ minLength: 1, maxLength: 60, description: '承办机关' }),
  body: Text(20_000, '意见全文'),
  statedDueOn: nullable(DayText('意见载明的期限')),
  /** Of an opinion that was handed over already; null: it is a draft. */
  deliveredOn: nullable(DayText('交办日期')),
  units: Type.Array(UnitWish, { maxItems: 300 }),
  items: Type.Array(ItemWish, { minItems: 1, maxItems: 2000, description: '意见事项' }),
});
export type OpinionWish = Static<typeof OpinionWish>;

const StatedDay = nullable(Type.Object({ words: Type.String(), on: nullable(Type.String()) }));
const Unit = Type.Object({ id: Id, name: Type.String(), kind: Type.String() });
export const PaperView = Type.Object({
  id: Id,
  /** The file's name. */
  name: Type.String(),
  kind: choice(['issued', 'reported'], '种类'),
  /** What all offsets refer to. */
  text: Type.String(),
  /** The uploaded document it is, if any. */
  document: nullable(Id),
  /** What was made of it. */
  opinion: nullable(Type.Object({ id: Id, title: Type.String() })),
  /** What was registered from which place, for going back to it. */
  places: Type.Array(Type.Object({ record: Id, ...Offsets })),
  proposal: OpinionWish,
  /** Days the text names in its own words: of the whole, and of items by number. */
  due: StatedDay,
  dues: Type.Array(Type.Object({ number: Type.String(), words: Type.String() })),
  /** Headings above items, by number. */
  above: Type.Array(Type.Object({ number: Type.String(), text: Type.String() })),
  /** The district's units that may be chosen. */
  organisations: Type.Array(Unit),
  can: Type.Object({ accept: Type.Boolean(), makeUnits: Type.Boolean(), deliver: Type.Boolean() }),
});
export type PaperView = Static<typeof PaperView>;

const ofPaper = Type.Object({ ...District, paper: idOf('文件编号') });
const MadePaper = Type.Object({ data: Type.Object({ id: Id }) });

/** From the standing committee's paper, or a report on it, to an opinion with its items. */
export const paperRoutes = {
  readPaper: defineRoute('POST', '/api/d/:district/opinions/papers', {
    access: 'district.enter',
    summary: '识读审议意见书（docx、pdf、txt），得到审议意见和事项的建议稿',
    params: Type.Object(District),
    takes: 'file',
    answer: MadePaper,
    status: 201,
  }),
  paperOfDocument: defineRoute('POST', '/api/d/:district/documents/:document/opinion-paper', {
    access: 'documents.write',
    summary: '由已上传的公文得到审议意见和事项的建议稿',
    params: Type.Object({ ...District, document: idOf('公文编号') }),
    answer: MadePaper,
    status: 201,
  }),
  paper: defineRoute('GET', '/api/d/:district/opinions/papers/:paper', {
    access: 'district.enter',
    summary: '一份审议意见书：原文和建议稿；登记后为每件事项在原文中的位置',
    params: ofPaper,
    answer: Type.Object({ data: PaperView }),
  }),
  acceptPaper: defineRoute('POST', '/api/d/:district/opinions/papers/:paper/acceptance', {
    access: 'district.enter',
    summary: '按改定的建议稿登记审议意见、事项和任务，一次完成',
    params: ofPaper,
    body: OpinionWish,
    answer: Type.Object({ data: Type.Object({ opinion: Id }) }),
    status: 201,
  }),
};
