export * from './contract.ts';
export { indicatorFault } from './faults.ts';
