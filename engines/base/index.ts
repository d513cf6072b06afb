export { Decimal, decimal, decimalsOf, fixed, isDecimalText, plain } from './decimal.ts';
export { addDays, chineseDay, dayOf, parseDay, type Day } from './day.ts';
export { dayInChina, endOfDayInChina, instantOf, parseInstant, type Instant } from './instant.ts';
export { isId, newId } from './ids.ts';
export { defineFaults, DetailedFault, Fault, faultTable, type FaultEntry } from './faults.ts';
export { codesOn, defineCodeSet, labelOf, type Code, type CodeSet } from './codes.ts';
export { portableSm3 } from './portable-sm3.ts';
export { canonicalJson, type Json } from './canonical.ts';
