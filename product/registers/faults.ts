import { defineFaults } from '@quantu/base';

export const deskFault = defineFaults({
  'register.unknown': { status: 404, text: '没有名为“{register}”的台账，或者您无权查看' },
  'register.no-map': { status: 404, text: '{label}没有可以画在地图上的位置，或者您无权查看' },
  'selection.filter': { status: 422, text: '筛选条件无法识别，请清除后重新设置' },
  'selection.day': { status: 422, text: '“{day}”不是存在的日期，请按 2026-07-10 的样子填写' },
  'selection.field': { status: 422, text: '{label}没有“{field}”这个字段，或者您无权查看' },
  'selection.tile': { status: 404, text: '没有这一格地图瓦片：{tile}' },
  'attachment.unknown': { status: 404, text: '没有这个附件，可能已被移除' },
  'attachment.field': { status: 404, text: '{label}没有可以放文件的字段“{field}”，或者您无权查看' },
  'attachment.forbidden': { status: 403, text: '您不能添加或移除这条记录的“{field}”' },
  'attachment.empty': { status: 422, text: '文件“{name}”是空的，没有保存' },
  'attachment.not-photo': {
    status: 422,
    text: '“{name}”不是照片（支持 JPG、PNG、WebP、GIF、HEIC），请放到附件字段里',
  },
  'comment.unknown': { status: 404, text: '没有这条评论，可能已被撤回' },
  'comment.not-own': { status: 403, text: '只能撤回自己的评论' },
  'comment.empty': { status: 422, text: '评论是空的，请写几个字' },
  'view.unknown': { status: 404, text: '没有这个视图，可能已被删除' },
  'view.not-own': { status: 403, text: '只能删除自己的视图' },
  'view.name': { status: 422, text: '请给视图起一个名称' },
  'view.too-many': { status: 409, text: '已有 {count} 个视图，请先删除不用的' },
});
