import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type } from '@sinclair/typebox';
import { ofRegister } from '../params.ts';

/** How a cell of an import compares with what is there. */
export const ROW_KINDS = ['new', 'changed', 'unchanged', 'rejected'] as const;

/** What stands in a sheet, as found: for the steps 1 识别 and 2 对应. */
export const SheetPreview = Type.Object({
  name: Type.String(),
  isHidden: Type.Boolean(),
  /** Rows of the sheet, 1-based, that were taken as head; rows before are title and remarks. */
  headRows: Type.Array(Type.Integer()),
  /** Rows found to be totals, remarks or empty, with why. */
  skipped: Type.Array(Type.Object({ row: Type.Integer(), why: Type.String() })),
  rowCount: Type.Integer(),
  /** Columns as the head names them, merged heads joined: 年度投资（万元）/计划. */
  columns: Type.Array(
    Type.Object({
      column: Type.Integer(),
      letter: Type.String(),
      head: Type.String(),
      isHidden: Type.Boolean(),
      samples: Type.Array(Type.String()),
      /** Guessed or chosen field, null: left out. */
      field: nullable(Type.String()),
      /** Unit read from head or cells: 万元. Multiplies into the field's unit. */
      unit: nullable(Type.String()),
      /** 0 to 1; chosen by a person: 1. */
      confidence: Type.Number(),
    }),
  ),
  /** The first rows as they stand, for showing the sheet. */
  rows: Type.Array(Type.Array(Type.String())),
  isUsed: Type.Boolean(),
});

export const IMPORT_STATES = [
  'reading',
  'mapping',
  'checking',
  'checked',
  'writing',
  'written',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const;

export const Import = Type.Object({
  id: Id,
  register: Type.String(),
  fileName: Type.String(),
  state: choice(IMPORT_STATES, '状态'),
  by: Type.String(),
  at: InstantText,
  /** The running job, for progress and cancel. */
  job: nullable(Id),
  progress: Type.Number(),
  note: Type.String(),
  error: nullable(Type.String()),
  sheets: Type.Array(SheetPreview),
  /** The mapping was remembered from an earlier file of the same layout. */
  isRemembered: Type.Boolean(),
  counts: Type.Object({
    new: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    rejected: Type.Integer(),
    skipped: Type.Integer(),
  }),
  can: Type.Object({
    map: Type.Boolean(),
    check: Type.Boolean(),
    write: Type.Boolean(),
    undo: Type.Boolean(),
    cancel: Type.Boolean(),
  }),
});

export const ImportRow = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  kind: choice(ROW_KINDS, '结果'),
  /** By field: what the cell has, what it becomes, what is there now, what is wrong with it. */
  cells: Type.Record(
    Type.String(),
    Type.Object({
      raw: Type.String(),
      value: nullable(Type.String()),
      old: nullable(Type.String()),
      isChanged: Type.Boolean(),
      problem: nullable(Type.String()),
    }),
  ),
  /** What is wrong with the row as a whole. */
  problem: nullable(Type.String()),
  record: nullable(Id),
});

const ofImport = Type.Composite([ofRegister, Type.Object({ import: Id })]);
const importAnswer = Type.Object({ data: Import });

export const importRoutes = {
  upload: defineRoute('POST', '/api/d/:district/registers/:register/imports', {
    access: 'district.enter',
    summary: '导入第一步：上传 xlsx、xls、csv 或 geojson，识别表头',
    params: ofRegister,
    takes: 'file',
    answer: importAnswer,
    status: 201,
  }),
  imports: defineRoute('GET', '/api/d/:district/registers/:register/imports', {
    access: 'district.enter',
    summary: '导入记录',
    params: ofRegister,
    query: Type.Object({ ...PageQuery }),
    answer: pageOf(Import),
  }),
  import: defineRoute('GET', '/api/d/:district/registers/:register/imports/:import', {
    access: 'district.enter',
    summary: '一次导入',
    params: ofImport,
    answer: importAnswer,
  }),
  map: defineRoute('PATCH', '/api/d/:district/registers/:register/imports/:import', {
    access: 'district.enter',
    summary: '导入第二步：改表头行和列的对应',
    params: ofImport,
    body: Type.Object({
      sheets: Type.Array(
        Type.Object({
          name: Type.String({ maxLength: 200 }),
          isUsed: Type.Boolean(),
          headRows: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 6 }),
          columns: Type.Array(
            Type.Object({
              column: Type.Integer({ minimum: 1 }),
              field: nullable(Type.String({ maxLength: 40 })),
              unit: nullable(Type.String({ maxLength: 10 })),
            }),
            { maxItems: 500 },
          ),
        }),
        { maxItems: 200 },
      ),
    }),
    answer: importAnswer,
  }),
  check: defineRoute('POST', '/api/d/:district/registers/:register/imports/:import/check', {
    access: 'district.enter',
    summary: '导入第三步：试运行，逐格比较，不写入',
    params: ofImport,
    answer: importAnswer,
  }),
  rows: defineRoute('GET', '/api/d/:district/registers/:register/imports/:import/rows', {
    access: 'district.enter',
    summary: '试运行的逐行结果',
    params: ofImport,
    query: Type.Object({ ...PageQuery, kind: Type.Optional(choice(ROW_KINDS, '结果')) }),
    answer: pageOf(ImportRow),
  }),
  write: defineRoute('POST', '/api/d/:district/registers/:register/imports/:import/write', {
    access: 'district.enter',
    summary: '导入第四步：一次事务写入；试运行以后有人改过的行不写并列出',
    params: ofImport,
    answer: importAnswer,
  }),
  undo: defineRoute('POST', '/api/d/:district/registers/:register/imports/:import/undo', {
    access: 'district.enter',
    summary: '整体撤销；写入以后被人改过的行先列出',
    params: ofImport,
    answer: importAnswer,
  }),
  cancel: defineRoute('POST', '/api/d/:district/registers/:register/imports/:import/cancel', {
    access: 'district.enter',
    summary: '取消正在进行的步骤',
    params: ofImport,
    answer: importAnswer,
  }),
  rejected: defineRoute('GET', '/api/d/:district/registers/:register/imports/:import/rejected', {
    access: 'district.enter',
    summary: '被拒的行，原表加一列原因（xlsx）',
    params: ofImport,
    medium: 'file',
  }),
};
