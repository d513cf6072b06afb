import { defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import type {
  Choice,
  Group,
  HistoryEntry,
  RecordCan,
  RecordRow,
  RecordView,
  RegisterDescription,
} from '@quantu/registers';
import { Type } from '@sinclair/typebox';
import {
  FieldsQuery,
  inDistrict,
  ofRecord,
  ofRegister,
  RegisterKey,
  SelectionQuery,
  shaped,
  SortQuery,
} from './params.ts';

const Description = shaped<RegisterDescription>('台账的声明');
const Row = shaped<RecordView>('一条记录');
const ListRow = shaped<RecordRow>('一条记录，带当前用户可以做什么');
const Can = shaped<RecordCan>('当前用户可以做什么');

export const FeedEntry = Type.Object({
  at: InstantText,
  by: Type.String(),
  register: Type.String(),
  record: Id,
  title: Type.String(),
  action: Type.String(),
  /** One Chinese sentence: 阶段 由 洽谈 改为 签约. */
  text: Type.String(),
});

export const readingRoutes = {
  registers: defineRoute('GET', '/api/d/:district/registers', {
    access: 'district.enter',
    summary: '台账目录',
    params: inDistrict,
    answer: Type.Object({ data: Type.Array(Description) }),
  }),
  register: defineRoute('GET', '/api/d/:district/registers/:register', {
    access: 'district.enter',
    summary: '一个台账的声明',
    params: ofRegister,
    answer: Type.Object({ data: Description }),
  }),
  records: defineRoute('GET', '/api/d/:district/registers/:register/records', {
    access: 'district.enter',
    summary: '记录列表',
    params: ofRegister,
    query: Type.Object({ ...SelectionQuery, ...PageQuery, sort: SortQuery, fields: FieldsQuery }),
    answer: pageOf(ListRow),
  }),
  groups: defineRoute('GET', '/api/d/:district/registers/:register/groups', {
    access: 'district.enter',
    summary: '按一个字段分组，带小计',
    params: ofRegister,
    query: Type.Object({
      ...SelectionQuery,
      by: Type.String({ maxLength: 40, description: '分组字段' }),
      sums: Type.Optional(Type.String({ maxLength: 400, description: '求和字段，逗号分隔' })),
    }),
    answer: Type.Object({ data: Type.Array(shaped<Group>('一组')), total: Type.Integer() }),
  }),
  choices: defineRoute('GET', '/api/d/:district/registers/:register/choices/:field', {
    access: 'district.enter',
    summary: '编码或引用字段的可选值',
    params: Type.Object({ district: Type.String(), register: RegisterKey, field: Type.String({ maxLength: 40 }) }),
    query: Type.Object({
      text: Type.Optional(Type.String({ maxLength: 100 })),
      asOf: SelectionQuery.asOf,
      /** Values whose labels are wanted, comma separated; then `text` is not looked at. */
      values: Type.Optional(Type.String({ maxLength: 4000 })),
    }),
    answer: Type.Object({ data: Type.Array(shaped<Choice>('一个可选值')) }),
  }),
  record: defineRoute('GET', '/api/d/:district/registers/:register/records/:record', {
    access: 'district.enter',
    summary: '一条记录',
    params: ofRecord,
    query: Type.Object({ asOf: SelectionQuery.asOf }),
    answer: Type.Object({ data: Row, can: Can }),
  }),
  history: defineRoute('GET', '/api/d/:district/registers/:register/records/:record/history', {
    access: 'district.enter',
    summary: '一条记录的全部变更',
    params: ofRecord,
    answer: Type.Object({ data: Type.Array(shaped<HistoryEntry>('一次变更')) }),
  }),
  feed: defineRoute('GET', '/api/d/:district/registers/:register/feed', {
    access: 'district.enter',
    summary: '变更动态，最新在前',
    params: ofRegister,
    query: Type.Object({ ...PageQuery }),
    answer: pageOf(FeedEntry),
  }),
  burden: defineRoute('GET', '/api/d/:district/burden', {
    access: 'district.enter',
    summary: '填报负担：各单位各月手填、预填、系统生成的单元格数',
    params: inDistrict,
    query: Type.Object({
      from: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}$', description: '起始月份' })),
      until: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}$', description: '截止月份' })),
    }),
    answer: Type.Object({
      data: Type.Array(
        Type.Object({
          organisation: nullable(Id),
          name: Type.String(),
          month: Type.String(),
          register: Type.String(),
          typed: Type.Integer(),
          prefilled: Type.Integer(),
          imported: Type.Integer(),
          computed: Type.Integer(),
        }),
      ),
    }),
  }),
};
