#!/usr/bin/env node
// The door: plain JavaScript, because nothing may be installed yet when it is called.
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { builtProgram, ensureBuilt } from '../../tools/build.mjs';
import { ensureInstalled, requireNode } from '../../tools/ensure.mjs';

requireNode();
// By itself V8 lets the heap of a machine with much memory grow to four times what lives in it before it looks for
// garbage: an import of 100,000 rows, of which some thousand are at hand at a time, then takes twice the memory.
setFlagsFromString('--heap-growing-percent=100');
await ensureInstalled();
if (process.argv[2] === 'start') await ensureBuilt();
const program = builtProgram();
const { main } = await import(program === null ? await fromSources() : pathToFileURL(program).href);
process.exitCode = await main(process.argv.slice(2));

async function fromSources() {
  const { register } = await import('tsx/esm/api');
  register();
  return './main.ts';
}
