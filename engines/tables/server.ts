export { layoutOf, recalled, remembered, type RememberedMapping } from './mapping/layout.ts';
export { readWorkbook } from './read/open-table.ts';
export { TABLE_LIMITS } from './limits.ts';
export { escaped, TOO_LONG, writeWorkbook, type OutCell } from './write/workbook.ts';
export { zipped, type ZipPart } from './write/zipped.ts';
