#!/usr/bin/env node
// The door: plain JavaScript, because nothing may be installed yet when it is called.
import { pathToFileURL } from 'node:url';
import { builtProgram, ensureBuilt } from '../../tools/build.mjs';
import { ensureInstalled, requireNode } from '../../tools/ensure.mjs';

requireNode();
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
