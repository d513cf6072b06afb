// Builds the web client when its sources changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { progress, root, run } from './ensure.mjs';

const dist = path.join(root, 'apps', 'web', 'dist');

export async function ensureBuilt() {
  const stamp = path.join(dist, '.built');
  const wanted = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const done = progress('正在构建网页');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await run(process.execPath, [vite, 'build', 'apps/web', '--logLevel', 'error']);
  done(code === 0);
  if (code !== 0) {
    console.error('网页没有构建成功，原因见上。');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Of every source the client may import, and of what installs it. */
function sourcesHash() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const floor of ['apps/web', 'product', 'engines']) {
    for (const file of sources(path.join(root, floor)))
      hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return ['node_modules', 'dist', 'journeys'].includes(entry.name) ? [] : sources(file);
      return /\.(tsx?|css|html|svg)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [file] : [];
    });
}
