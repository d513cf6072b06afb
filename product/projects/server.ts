export { projectDerivations } from './derivations.server.ts';
export { refreshProjects, refreshSignings } from './derive.server.ts';
export { Daily } from './daily.server.ts';
export { bringToToday } from './fresh.server.ts';
export { projectHandlers } from './handlers.server.ts';
export { projectsRoom } from './room.server.ts';
export { grouped } from './grouped.ts';
export { lookOn } from './year.server.ts';
