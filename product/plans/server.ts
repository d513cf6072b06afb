export { plansRoom } from './room.server.ts';
