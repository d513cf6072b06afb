export { layoutOf, recalled, remembered, type RememberedMapping } from './mapping/layout.ts';
export { readWorkbook } from './read/open-table.ts';
export { TABLE_LIMITS } from './limits.ts';
export { serialOf, TOO_LONG, type OutCell, type OutSheet } from './write/sheet-xml.ts';
export { writeWorkbook } from './write/workbook.ts';
export { zipped, type ZipPart } from './write/zipped.ts';
