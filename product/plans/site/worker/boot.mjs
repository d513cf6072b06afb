// A worker is started from JavaScript: this registers the loader for TypeScript and goes on there.
import { register } from 'tsx/esm/api';

register();
await import('./worker.server.ts');
