export { normalSubject } from './compare.ts';
export * from './contract.ts';
export * from './values.ts';
export { documentFault } from './faults.ts';
export { UPLOAD_LIMIT_BYTES } from './limits.ts';
export { safeFileName } from './file-names.ts';
export { opinionsOf } from './opinions.ts';
