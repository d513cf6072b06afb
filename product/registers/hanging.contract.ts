import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type } from '@sinclair/typebox';
import { ofRecord, ofRegister, SelectionQuery } from './params.ts';

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

export const hangingRoutes = {
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
    summary: '下载附件；照片可直接显示，size=small 为相机写入的缩略图（没有则为原图）',
    params: Type.Composite([ofRecord, Type.Object({ attachment: Id })]),
    query: Type.Object({
      asOf: SelectionQuery.asOf,
      /** `small`: the small picture that a camera wrote into its photo; where there is none, the photo itself. */
      size: Type.Optional(choice(['small'], '大小')),
    }),
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
};
