export { reportDerivations } from './derivations.server.ts';
export { reportHandlers } from './handlers.server.ts';
export { reportsRoom } from './room.server.ts';
