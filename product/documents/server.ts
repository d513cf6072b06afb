export { listDocuments } from './documents.server.ts';
export { download } from './downloads.server.ts';
export { listFigures } from './figures.server.ts';
export { documentHandlers } from './handlers.server.ts';
export { loadDocument, type Load } from './load-document.server.ts';
export { documentsRoom } from './migrations.server.ts';
export { readOn } from './past.server.ts';
export { READING_JOB, readingJob } from './reading.job.server.ts';
export { DocumentWorkers } from './worker/workers.server.ts';
