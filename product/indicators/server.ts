export { indicatorHandlers } from './handlers.server.ts';
export { listIndicators } from './indicators.server.ts';
export { indicatorsRoom } from './room.server.ts';
export { verifySignature } from './sign.server.ts';
export { COMPUTER, valueOf } from './evaluate.server.ts';
export { CHECK_JOB, checkFiguresJob, figureWatch } from './watch.server.ts';
export { printedFigures } from './printed-figures.server.ts';
