export { createServer, type ServerOptions } from './create-server.ts';
export { books } from './registers.ts';
export { rooms } from './rooms.ts';
export { programMatrix, routes } from './routes.ts';
export { serve, type ServeOptions, type Serving } from './serve.ts';
export { VERSION } from './version.ts';
