export { layoutOf, recalled, remembered, type RememberedMapping } from './mapping/layout.ts';
export { readWorkbook } from './read/open-table.ts';
export { TABLE_LIMITS } from './limits.ts';
