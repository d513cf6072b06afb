export * from './text.ts';
export { officialOf } from './official.ts';
export * from './contract.ts';
export type { TextState } from './text.contract.ts';
export { reportRegisters } from './registers.ts';
export * from './lint/index.ts';
