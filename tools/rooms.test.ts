import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const planted = mkdtempSync(path.join(tmpdir(), 'quantu-planted-'));
afterAll(() => rmSync(planted, { recursive: true, force: true }));

/** Lints one file with the repository's own rules and returns the messages. */
function lint(file: string, source: string): string[] {
  cpSync(path.join(root, '.oxlintrc.json'), path.join(planted, '.oxlintrc.json'));
  mkdirSync(path.join(planted, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(planted, file), source);
  const oxlint = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  try {
    execFileSync(process.execPath, [oxlint, '--format=json', file], { cwd: planted, encoding: 'utf8', stdio: 'pipe' });
    return [];
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    const report: { diagnostics: { message: string; help?: string; severity: string }[] } = JSON.parse(output);
    return report.diagnostics
      .filter((diagnostic) => diagnostic.severity === 'error')
      .map((diagnostic) => `${diagnostic.message} ${diagnostic.help ?? ''}`);
  }
}

test.each([
  ['engines/geometry/up.ts', '@quantu/people', 'imports go down'],
  ['engines/geometry/up-2.ts', '../../product/people/index.ts', 'imports go down'],
  ['engines/geometry/sideways.ts', '@quantu/documents/figures/scan.ts', 'front door'],
  ['product/plans/up.ts', '@quantu/server', 'imports go down'],
  ['product/plans/sideways.ts', '@quantu/product-documents/handlers', 'front door'],
  ['product/plans/down.ts', '../../engines/base/day.ts', 'front door'],
  ['apps/web/src/down.ts', '@quantu/documents/reading', 'front door'],
])('the linter sees the planted violation in %s', (file, imported, reason) => {
  expect(lint(file, `import { x } from '${imported}';\nexport const y = x;\n`).join('\n')).toContain(reason);
});

test('the linter lets front doors through', () => {
  for (const imported of ['@quantu/base', '@quantu/base/server', '@quantu/store/testing', './own-file.ts']) {
    expect(lint('product/plans/allowed.ts', `import { x } from '${imported}';\nexport const y = x;\n`)).toEqual([]);
  }
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sources(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

test('no relative import leaves its room', () => {
  const strays: string[] = [];
  for (const floor of ['engines', 'product', 'apps']) {
    for (const file of sources(path.join(root, floor))) {
      const room = path.relative(root, file).split(path.sep).slice(0, 2).join('/');
      for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
        const to = path.relative(root, path.resolve(path.dirname(file), target));
        const outside = to.split(path.sep).slice(0, 2).join('/') !== room;
        // Tests may read the labelled reports; the command line starts with the installer.
        const allowed = to.startsWith('fixtures') && /\.test\.tsx?$/.test(file);
        if (outside && !allowed) strays.push(`${path.relative(root, file)} → ${target}`);
      }
    }
  }
  expect(strays).toEqual([]);
});
