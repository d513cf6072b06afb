import { Type, type TSchema } from '@sinclair/typebox';
import { choice, defineRoute, Id, InstantText, nullable, PageQuery, pageOf } from '@quantu/people';
import type {
  Choice,
  Group,
  HistoryEntry,
  RecordCan,
  RecordRow,
  RecordView,
  RegisterDescription,
  Value,
  Written,
} from '@quantu/registers';

// Shapes that `@quantu/registers` declares as types: the schema says for the description what the type says for us.
const shaped = <T>(description: string, schema: TSchema = Type.Object({}, { additionalProperties: true })) =>
  Type.Unsafe<T>({ ...schema, description });

export const RegisterKey = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: '台账' });
const inDistrict = Type.Object({ district: Type.String() });
const ofRegister = Type.Object({ district: Type.String(), register: RegisterKey });
const ofRecord = Type.Object({ district: Type.String(), register: RegisterKey, record: Id });

/** The part of a register that is asked for; the same for lists, groups, exports and map tiles. */
export const SelectionQuery = {
  filter: Type.Optional(
    Type.String({ maxLength: 8000, description: '筛选条件，JSON：[["字段","is|contains|between…","值",…],…]' }),
  ),
  text: Type.Optional(Type.String({ maxLength: 100, description: '搜索' })),
  asOf: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' })),
};
const SortQuery = Type.Optional(
  Type.String({ maxLength: 200, description: '排序字段，逗号分隔，降序前加 -', pattern: '^-?\\w+(,-?\\w+)*$' }),
);
const FieldsQuery = Type.Optional(Type.String({ maxLength: 2000, description: '只要这些字段，逗号分隔' }));
/** Field → value; null empties it. */
export const Values = Type.Unsafe<Record<string, Value>>(
  Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { description: '字段的值' }),
);
const Reason = Type.Optional(Type.String({ maxLength: 500, description: '理由' }));
/** The document on which something is changed: its id in 报告, or its number. */
const OnDocument = Type.Optional(Type.String({ maxLength: 100, description: '依据文件' }));

const Description = shaped<RegisterDescription>('台账的声明');
const Row = shaped<RecordView>('一条记录');
const ListRow = shaped<RecordRow>('一条记录，带当前用户可以做什么');
const Can = shaped<RecordCan>('当前用户可以做什么');
const WrittenAnswer = shaped<Written>('写入结果');

export const Comment = Type.Object({
  id: Id,
  text: Type.String(),
  by: Type.String(),
  at: InstantText,
  canRemove: Type.Boolean(),
});
export const Attachment = Type.Object({
  id: Id,
  field: Type.String(),
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
  by: Type.String(),
  at: InstantText,
  /** Of a photo: what the camera wrote into it, degrees WGS 84, and the time it says. */
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  takenAt: nullable(Type.String()),
  /** The browser may show it as a picture. */
  isPicture: Type.Boolean(),
});
export const SavedView = Type.Object({
  id: Id,
  name: Type.String(),
  /** The address's search part: filter, sort, group, columns, face. */
  address: Type.String(),
  isShared: Type.Boolean(),
  isOwn: Type.Boolean(),
  /** Fields it names that the register no longer has, or the reader may not see; they are left out. */
  missing: Type.Array(Type.String()),
});
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

export const BULK_OUTCOMES = ['changed', 'unchanged', 'stale', 'refused'] as const;

export const registerRoutes = {
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
  comments: defineRoute('GET', '/api/d/:district/registers/:register/records/:record/comments', {
    access: 'district.enter',
    summary: '评论',
    params: ofRecord,
    answer: Type.Object({ data: Type.Array(Comment) }),
  }),
  addComment: defineRoute('POST', '/api/d/:district/registers/:register/records/:record/comments', {
    access: 'district.enter',
    summary: '发表评论',
    params: ofRecord,
    body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 2000, description: '评论' }) }),
    answer: Type.Object({ data: Comment }),
    status: 201,
  }),
  removeComment: defineRoute('DELETE', '/api/d/:district/registers/:register/records/:record/comments/:comment', {
    access: 'district.enter',
    summary: '撤回自己的评论',
    params: Type.Composite([ofRecord, Type.Object({ comment: Id })]),
    answer: Type.Object({ data: Type.Array(Comment) }),
  }),
  attachments: defineRoute('GET', '/api/d/:district/registers/:register/records/:record/attachments', {
    access: 'district.enter',
    summary: '附件和照片',
    params: ofRecord,
    query: Type.Object({
      ...PageQuery,
      field: Type.Optional(Type.String({ maxLength: 40 })),
      asOf: SelectionQuery.asOf,
    }),
    answer: pageOf(Attachment),
  }),
  addAttachment: defineRoute('POST', '/api/d/:district/registers/:register/records/:record/attachments/:field', {
    access: 'district.enter',
    summary: '上传附件或照片',
    params: Type.Composite([ofRecord, Type.Object({ field: Type.String({ maxLength: 40 }) })]),
    takes: 'file',
    answer: Type.Object({ data: Attachment }),
    status: 201,
  }),
  attachment: defineRoute('GET', '/api/d/:district/registers/:register/records/:record/attachments/:attachment/file', {
    access: 'district.enter',
    summary: '下载附件；照片可直接显示',
    params: Type.Composite([ofRecord, Type.Object({ attachment: Id })]),
    medium: 'file',
  }),
  removeAttachment: defineRoute(
    'DELETE',
    '/api/d/:district/registers/:register/records/:record/attachments/:attachment',
    {
      access: 'district.enter',
      summary: '移除附件（历史保留）',
      params: Type.Composite([ofRecord, Type.Object({ attachment: Id })]),
      answer: Type.Object({ removed: Id }),
    },
  ),
  views: defineRoute('GET', '/api/d/:district/registers/:register/views', {
    access: 'district.enter',
    summary: '已存的视图',
    params: ofRegister,
    answer: Type.Object({ data: Type.Array(SavedView) }),
  }),
  saveView: defineRoute('POST', '/api/d/:district/registers/:register/views', {
    access: 'district.enter',
    summary: '存为视图；同名的自己的视图被替换',
    params: ofRegister,
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 40, description: '视图名称' }),
      address: Type.String({ maxLength: 8000 }),
      isShared: Type.Boolean(),
    }),
    answer: Type.Object({ data: Type.Array(SavedView) }),
    status: 201,
  }),
  removeView: defineRoute('DELETE', '/api/d/:district/registers/:register/views/:view', {
    access: 'district.enter',
    summary: '删除自己的视图',
    params: Type.Composite([ofRegister, Type.Object({ view: Id })]),
    answer: Type.Object({ data: Type.Array(SavedView) }),
  }),
  feed: defineRoute('GET', '/api/d/:district/registers/:register/feed', {
    access: 'district.enter',
    summary: '变更动态，最新在前',
    params: ofRegister,
    query: Type.Object({ ...PageQuery }),
    answer: pageOf(FeedEntry),
  }),
  export: defineRoute('GET', '/api/d/:district/registers/:register/export/:format', {
    access: 'district.enter',
    summary: '导出当前筛选：xlsx、csv、geojson',
    params: Type.Composite([ofRegister, Type.Object({ format: choice(['xlsx', 'csv', 'geojson'], '格式') })]),
    query: Type.Object({ ...SelectionQuery, sort: SortQuery, fields: FieldsQuery }),
    medium: 'file',
  }),
  template: defineRoute('GET', '/api/d/:district/registers/:register/template', {
    access: 'district.enter',
    summary: '下载导入模板（xlsx，带下拉和填写说明）',
    params: ofRegister,
    medium: 'file',
  }),
  tile: defineRoute('GET', '/tiles/:district/:register/:z/:x/:y.mvt', {
    access: 'district.enter',
    summary: '当前筛选的矢量瓦片；每个图形带 id、title、state 和 by 字段的值',
    params: Type.Composite([
      ofRegister,
      Type.Object({ z: Type.Integer({ minimum: 0, maximum: 22 }), x: Type.Integer(), y: Type.Integer() }),
    ]),
    query: Type.Object({ ...SelectionQuery, by: Type.Optional(Type.String({ maxLength: 40 })) }),
    medium: 'file',
  }),
  extent: defineRoute('GET', '/api/d/:district/registers/:register/extent', {
    access: 'district.enter',
    summary: '当前筛选在地图上的范围和可定位的条数',
    params: ofRegister,
    query: Type.Object({ ...SelectionQuery }),
    answer: Type.Object({
      located: Type.Integer(),
      total: Type.Integer(),
      /** minLon, minLat, maxLon, maxLat; null when nothing is located. */
      box: nullable(Type.Array(Type.Number())),
    }),
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
    summary: '导入第一步：上传 xlsx、xls 或 csv，识别表头',
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
