// Builds the web client and the program when their sources changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { progress, root, run } from './ensure.mjs';

const web = { what: '网页', folder: path.join(root, 'apps', 'web') };
const cli = { what: '程序', folder: path.join(root, 'apps', 'cli') };

/** Builds both unless they are up to date, which is cheap to see. */
export async function ensureBuilt() {
  const wanted = sourcesHash();
  for (const part of [web, cli]) if (!isBuilt(part, wanted)) await build(part, wanted);
}

/** The built program of exactly these sources, or null: then they are translated while they are loaded. */
export function builtProgram() {
  return isBuilt(cli, sourcesHash()) ? path.join(cli.folder, 'dist', 'main.js') : null;
}

function isBuilt({ folder }, wanted) {
  const stamp = stampIn(path.join(folder, 'dist'));
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

const stampIn = (dist) => path.join(dist, '.built');

/** Builds beside the last build and takes its place when done: one that is cut off leaves nothing half made. */
async function build({ what, folder }, wanted) {
  const done = progress(`正在构建${what}`);
  const dist = path.join(folder, 'dist');
  const fresh = path.join(folder, `dist-${process.pid}`);
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await run(process.execPath, [vite, 'build', folder, '--outDir', fresh, '--logLevel', 'error'], {
    stdio: ['ignore', 'ignore', 2], // on a terminal it would wipe our line of progress
  });
  done(code === 0);
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    console.error(`${what}没有构建成功，原因见上。`);
    process.exit(1);
  }
  writeFileSync(stampIn(fresh), wanted);
  const last = path.join(folder, `dist-last-${process.pid}`);
  if (existsSync(dist)) renameSync(dist, last);
  // Somebody else's build of the same sources may have come first: it serves as well.
  if (existsSync(dist)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, dist);
  rmSync(last, { recursive: true, force: true });
}

/** Of every source of the client and the program, of what installs them, and of the place: the program knows it. */
function sourcesHash() {
  const hash = createHash('sha256')
    .update(root)
    .update(readFileSync(path.join(root, 'package-lock.json')));
  for (const floor of ['apps', 'product', 'engines']) {
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
      if (entry.isDirectory()) return /^(node_modules|journeys|dist.*)$/.test(entry.name) ? [] : sources(file);
      return /\.(tsx?|mjs|css|html|svg)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [file] : [];
    });
}
