import { choice, defineRoute, Id, InstantText, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { DistrictPart, inDistrict } from './params.ts';

export const JobState = choice(['waiting', 'running', 'done', 'failed', 'cancelled'], '任务状态');

/** A reading under way. Follow it by `job` (plain) or `jobEvents` (server-sent events named `job`, same shape). */
export const Job = Type.Object({
  id: Id,
  state: JobState,
  /** 0 to 1. */
  progress: Type.Number(),
  /** What is being done now, or the one sentence it failed with. */
  text: Type.String(),
  fileName: Type.String(),
  /** The document it made, once done. */
  document: nullable(Id),
  createdAt: InstantText,
});
export type Job = Static<typeof Job>;

export const UploadAnswer = Type.Object({
  data: Type.Object({
    fileName: Type.String(),
    bytes: Type.Integer(),
    /** The same file was already read: nothing was started, `document` is the one there is. */
    isKnown: Type.Boolean(),
    /** Null when the file is known and already read. */
    job: nullable(Job),
    document: nullable(Type.Object({ id: Id, title: Type.String() })),
  }),
});
export type UploadAnswer = Static<typeof UploadAnswer>;

export const uploadRoutes = {
  upload: defineRoute('POST', '/api/d/:district/files', {
    access: 'documents.write',
    summary: '上传一个文件（txt、docx、pdf，100 MB 以内），随即开始识读',
    params: inDistrict,
    takes: 'file',
    answer: UploadAnswer,
    status: 202,
  }),
  listJobs: defineRoute('GET', '/api/d/:district/jobs', {
    access: 'documents.read',
    summary: '正在进行和最近失败的识读任务',
    params: inDistrict,
    answer: Type.Object({ data: Type.Array(Job) }),
  }),
  job: defineRoute('GET', '/api/d/:district/jobs/:job', {
    access: 'documents.read',
    summary: '识读任务的进度',
    params: Type.Object({ ...DistrictPart, job: Id }),
    answer: Type.Object({ data: Job, can: Type.Object({ cancel: Type.Boolean() }) }),
  }),
  jobEvents: defineRoute('GET', '/api/d/:district/jobs/:job/events', {
    access: 'documents.read',
    summary: '识读任务的进度（服务器推送，事件名 job）',
    params: Type.Object({ ...DistrictPart, job: Id }),
    medium: 'events',
  }),
  cancelJob: defineRoute('POST', '/api/d/:district/jobs/:job/cancel', {
    access: 'documents.write',
    summary: '取消识读任务，或从列表中去掉失败的任务',
    params: Type.Object({ ...DistrictPart, job: Id }),
    answer: Type.Object({ data: Job, can: Type.Object({ cancel: Type.Boolean() }) }),
  }),
};
