export * from './contract.ts';
export * from './values.ts';
