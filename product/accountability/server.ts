export { accountabilityDerivations } from './derivations.server.ts';
export { accountabilityRoom } from './room.server.ts';
export { judgeReviewsToday } from './fresh.server.ts';
export type { Look } from './look.server.ts';
export { opinionView } from './opinion-view.server.ts';
export { accountabilityHandlers } from './handlers.server.ts';
export { paperHandlers } from './from-document/handlers.server.ts';
export { opinionFromFile } from './from-document/from-file.server.ts';
export { ladderHandlers } from './ladder/handlers.server.ts';
