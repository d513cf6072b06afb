export * from './contract.ts';
export * from './lights.ts';
export { LIGHT_RULES, ruleSetOf, type LightRuleSet } from './light-rules.ts';
export { projectCodeSets } from './code-sets.ts';
export { projectRegisters } from './registers.ts';
