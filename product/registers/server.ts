export { burdenOf, countCells, type BurdenRow } from './burden.server.ts';
export { registerHandlers } from './handlers.server.ts';
export { deskRoom } from './tables.server.ts';
