export { benchRegisters } from './bench.ts';
export { roomsFor } from './rooms.testing.ts';
