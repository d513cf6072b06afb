import { nameActions } from '@quantu/people';
import type { Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { codeHandlers } from './code-handlers.server.ts';
import { fileHandlers, commentHandlers, viewHandlers } from './hanging-handlers.server.ts';
import { outHandlers } from './out-handlers.server.ts';
import { catalogueHandlers, readingHandlers } from './reading-handlers.server.ts';
import { writingHandlers } from './writing-handlers.server.ts';

nameActions({
  'record.create': '新增记录',
  'record.change': '修改记录',
  'record.move': '推进状态',
  'record.remove': '删除记录',
  'record.bulk': '批量修改',
  'record.attach': '上传附件',
  'record.detach': '移除附件',
  'record.comment': '发表评论',
  'record.uncomment': '撤回评论',
  'view.save': '保存视图',
  'view.remove': '删除视图',
  'codes.put': '发布编码表版本',
  'codes.remove': '撤回编码表版本',
});

/** What answers the routes of every register. */
export function registerHandlers(store: Store, books: Books): Mounted[] {
  return [
    ...catalogueHandlers(store, books),
    ...readingHandlers(store, books),
    ...writingHandlers(store, books),
    ...commentHandlers(store, books),
    ...fileHandlers(store, books),
    ...viewHandlers(store, books),
    ...outHandlers(store, books),
    ...codeHandlers(store, books),
  ];
}
