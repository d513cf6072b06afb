// `npm run check`: format, lint, types, unused code, all tests. All that CI runs.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, requireNode, root, run } from './ensure.mjs';

requireNode();
await ensureInstalled();

const bin = (...parts) => path.join(root, 'node_modules', ...parts);
const checks = [
  { name: 'format', args: [bin('oxfmt', 'bin', 'oxfmt'), '--check'] },
  { name: 'lint', args: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'types', args: [bin('typescript', 'bin', 'tsc'), '--noEmit'] },
  { name: 'unused code', args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
];
// None of them needs another, and together they leave no core idle; all that is wrong is told in one run.
const failed = (await Promise.all(checks.map(checked))).filter((name) => name !== null);
for (const name of failed) console.error(`${name}: failed`);
if (failed.length > 0) process.exit(1);

console.log('\n— tests');
const code = await run(process.execPath, [path.join(root, 'tools', 'test.mjs')], { stdio: 'inherit' });
if (code !== 0) console.error('tests: failed');
process.exit(code);

/** Runs a check and says what it said when it is done, lest the lines of several mix; its name when it failed. */
function checked({ name, args }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    child.on('close', (code) => {
      console.log(`\n— ${name}\n${Buffer.concat(said).toString().trimEnd()}`);
      resolve(code === 0 ? null : name);
    });
  });
}
