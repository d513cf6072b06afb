export * from './contract.ts';
export * from './codes.contract.ts';
export { cellsOf, computedFrom, type Cells } from './burden.ts';
export { ATTACHMENT_LIMIT_BYTES, PHOTO_LIMIT_BYTES } from './limits.ts';
export { fittedView, viewAddress, type FittedView } from './views.ts';
