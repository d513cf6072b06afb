export * from './contract.ts';
export * from './lights.ts';
