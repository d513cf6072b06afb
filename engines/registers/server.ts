export { registersRoom, type CodeVersionTable, type RecordAttachmentTable } from './room.server.ts';
export { migrationName } from './schema/migration-name.ts';
export { sqlMigrations } from './schema/sql-migrations.server.ts';
export { driftOf, migrationFor } from './schema/migration.server.ts';
export { codeBook } from './read/code-book.server.ts';
export { codeVersions, type CodeVersion } from './read/code-versions.server.ts';
export { tableAt } from './read/from.server.ts';
export { selectionSql, type SelectionSql } from './read/selection.server.ts';
export { readableColumn } from './read/rule-sql.server.ts';
export { countRecords, listRecords } from './read/list.server.ts';
export { groupRecords } from './read/group.server.ts';
export { recordById } from './read/record.server.ts';
export { recordHistories, recordHistory } from './read/history.server.ts';
export { streamRecords } from './read/stream.server.ts';
export { choicesOf, type ChoicesWish } from './read/choices.server.ts';
export type { PlannedRow, Problem, RowWish } from './write/plan.server.ts';
export { isDifferent } from './write/store-rows.server.ts';
export { checkMany } from './write/plan-rows.server.ts';
export {
  changeRecord,
  createRecord,
  moveRecord,
  removeRecord,
  writeMany,
  type Move,
} from './write/records.server.ts';
export { writeSound, type Outcome } from './write/sound.server.ts';
export type { Derivation, WrittenRow } from './write/derive.server.ts';
export { referredTitles, removeMany } from './write/remove-many.server.ts';
export { isChosenFrom, putCodeVersion, removeCodeVersion, type NewCodeVersion } from './write/code-versions.server.ts';
