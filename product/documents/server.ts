export { documentHandlers } from './handlers.server.ts';
export { loadDocument, type Load } from './load-document.server.ts';
export { documentsRoom } from './migrations.server.ts';
export { READING_JOB, readingJob } from './reading.job.server.ts';
export { DocumentThreads } from './thread/pool.server.ts';
