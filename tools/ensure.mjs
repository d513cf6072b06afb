// Installs what is missing, with Node's own modules only: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Exits with one sentence when Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`泉图需要 Node.js 20.19 或更高版本，当前是 ${process.versions.node}。请升级后重试。`);
  process.exit(1);
}

/** Runs `npm ci` unless node_modules already is what package-lock.json says. Cheap when it is. */
export async function ensureInstalled() {
  const stamp = path.join(root, 'node_modules', '.quantu-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const marker = `${wanted} ${process.platform}-${process.arch} node${process.versions.modules}`;
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === marker;
  if (isInstalled()) return;
  const unlock = await installLock();
  try {
    if (isInstalled()) return; // whoever held the lock did it
    const done = progress('正在安装依赖');
    const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    done(code === 0);
    if (code !== 0) {
      console.error('依赖没有装好。请检查网络（只需要访问 npm 软件源）和磁盘空间，然后重新运行同一条命令。');
      process.exitCode = 1;
    } else writeFileSync(stamp, marker);
  } finally {
    unlock();
  }
  if (process.exitCode === 1) process.exit(1);
}

/** Two commands in a fresh clone must not install at once: the second waits. A lock whose process is gone is taken over. */
async function installLock() {
  const file = path.join(root, '.quantu-installing');
  for (let isTold = false; ; isTold = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') return () => undefined; // a folder we may not write in: npm will say so
    }
    if (!isAlive(Number(readOr(file, '0')))) rmSync(file, { force: true });
    else if (!isTold) console.error('另一个泉图命令正在安装依赖，等它装完…');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** One line that tells what is being done and for how long; a dot line every ten seconds where there is no terminal. */
export function progress(what) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const terminal = process.stderr.isTTY;
  process.stderr.write(terminal ? `${what}…` : `${what}…\n`);
  const timer = setInterval(
    () => process.stderr.write(terminal ? `\r${what}… ${seconds()} 秒` : `${what}… ${seconds()} 秒\n`),
    terminal ? 1000 : 10_000,
  );
  return (ok = true) => {
    clearInterval(timer);
    process.stderr.write(`${terminal ? '\r' : ''}${what}${ok ? '完成' : '失败'}（${seconds()} 秒）\n`);
  };
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const viaNode = cli !== undefined && /npm-cli\.c?js$/.test(cli);
  const command = viaNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Settings of the npm that started us (a filter, --dry-run) are not meant for this installation.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name)),
  );
  return run(command, viaNode ? [cli, ...args] : args, {
    env: { ...env, NODE_ENV: '' },
    shell: !viaNode && process.platform === 'win32',
  });
}

/** Runs a command in the repository with our own output; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
