// Node 20 starts a thread from JavaScript only: this one registers the loader for TypeScript and goes on there.
import { register } from 'tsx/esm/api';

register();
await import('./thread.server.ts');
