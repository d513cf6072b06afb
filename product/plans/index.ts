export * from './contract.ts';
export * from './drawing/contract.ts';
export { planCodeSets } from './code-sets.ts';
export { LAND_USE_FILLS } from './land-use-2023.ts';
export { planRegisters } from './registers.ts';
export { isBound, isDashed, tintOf } from './drawing-rules.ts';
export { frameOf, sheetScales } from './print/layout.ts';
