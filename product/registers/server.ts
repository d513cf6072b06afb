export { burdenOf, countCells, type BurdenRow } from './burden.server.ts';
export { registerHandlers } from './handlers.server.ts';
export { deskRoom } from './tables.server.ts';
export { importHandlers } from './imports/handlers.server.ts';
export { importJobs } from './imports/jobs.server.ts';
export { importsRoom } from './imports/tables.server.ts';
export { TableWorkers } from './imports/worker/table-workers.server.ts';
