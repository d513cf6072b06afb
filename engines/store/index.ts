export * from './tables.ts';
export { isDistrictCode, type Migration, type Room } from './room.ts';
export type { AuditDetail, Change, ReadDb, WriteDb } from './handle.ts';
export { storeFault } from './faults.ts';
export { openStore, type OpenOptions, type Store } from './store.ts';
export { defaultDataDir } from './cluster/paths.ts';
export { asOf, versionsOf } from './history/as-of.ts';
export { json } from './json.ts';
export type { District } from './districts.ts';
