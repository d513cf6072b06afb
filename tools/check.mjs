// `npm run check`: format, lint, types, unused code, all tests. All that CI runs.
import path from 'node:path';
import { ensureInstalled, requireNode, root, run } from './ensure.mjs';

requireNode();
await ensureInstalled();

const bin = (...parts) => path.join(root, 'node_modules', ...parts);
const steps = [
  { name: 'format', args: [bin('oxfmt', 'bin', 'oxfmt'), '--check'] },
  { name: 'lint', args: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'types', args: [bin('typescript', 'bin', 'tsc'), '--noEmit'] },
  { name: 'unused code', args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
  { name: 'tests', args: [path.join(root, 'tools', 'test.mjs')] },
];
for (const { name, args } of steps) {
  console.log(`\n— ${name}`);
  const code = await run(process.execPath, args, { stdio: 'inherit' });
  if (code !== 0) {
    console.error(`${name}: failed`);
    process.exit(code);
  }
}
