import type { EntityValue } from '@quantu/product-documents';

export const ENTITY_TYPE_WORD: Record<EntityValue['type'], string> = {
  department: '部门',
  organ: '机关',
  place: '地点',
  zone: '片区',
  project: '项目',
  plan: '规划',
  programme: '专项',
  event: '活动',
  brand: '品牌',
  company: '企业',
  person: '人员',
};

export const ENTITY_STATUS_WORD: Record<NonNullable<EntityValue['status']>, string> = {
  planned: '计划中',
  in_progress: '进行中',
  draft_done: '初步成果',
  reviewed: '已评审',
  submitted: '已上报',
  revising_for_approval: '完善报批',
  compiled: '编制完成',
  approved: '已批准',
  issued: '已印发',
  revision: '修编中',
  negotiating: '洽谈中',
  signed: '已签约',
  started: '已开工',
  done: '已完成',
};
