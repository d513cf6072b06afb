#!/usr/bin/env node
// The door: plain JavaScript, because nothing may be installed yet when it is called.
import { ensureInstalled, requireNode } from '../../tools/ensure.mjs';

requireNode();
await ensureInstalled();
if (process.argv[2] === 'start') {
  const { ensureBuilt } = await import('../../tools/build.mjs');
  await ensureBuilt();
}
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
