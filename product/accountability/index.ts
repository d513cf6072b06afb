export { accountabilityCodeSets } from './code-sets.ts';
export { accountabilityRegisters } from './registers.ts';
export * from './contract.ts';
export * from './from-document/papers.contract.ts';
export { ladderRoutes } from './ladder/contract.ts';
export * from './reminders/contract.ts';
