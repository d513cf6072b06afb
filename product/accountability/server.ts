export { accountabilityDerivations } from './derivations.server.ts';
export { accountabilityRoom } from './room.server.ts';
export { judgeReviewsToday } from './fresh.server.ts';
export { accountabilityHandlers } from './handlers.server.ts';
