import { portableSm3 } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import fc from 'fast-check';
import { zipSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import type { ReportText } from '../text.ts';
import { plantedBundle, type Planted } from './bundle.testing.ts';
import { BUNDLE_FILES, rootText, type Manifest, type ProvenFigure } from './bundle.ts';
import { openBundle } from './open-bundle.server.ts';
import { BundleError, verifyBundle } from './verify.ts';

type Files = Map<string, string>;

const planted = fc.array(
  fc.record<Planted>({
    how: fc.constantFrom('count', 'sum', 'distinct', 'share'),
    rows: fc.array(fc.integer({ min: 0, max: 999 }).map(String), { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 2, maxLength: 6 },
);

const check = (files: Files, hash = sm3, root: string | null = null) =>
  verifyBundle((name) => files.get(name) ?? null, hash, root);
const named = (files: Files) => {
  const verdict = check(files);
  expect(verdict.isSound).toBe(false);
  return verdict.figures.filter(({ wrong }) => wrong.length > 0).map(({ id }) => id);
};
const figuresIn = (files: Files) => JSON.parse(files.get(BUNDLE_FILES.figures)!) as ProvenFigure[];
const textIn = (files: Files) => JSON.parse(files.get(BUNDLE_FILES.report)!) as ReportText;
const edited = (files: Files, name: string, value: unknown): Files => new Map(files).set(name, JSON.stringify(value));

test('an untouched bundle passes, on a server and in a browser alike', () => {
  fc.assert(
    fc.property(planted, (figures) => {
      const files = plantedBundle(figures);
      const verdict = check(files);
      expect(verdict.figures.flatMap(({ wrong }) => wrong)).toEqual([]);
      expect(verdict.isSound).toBe(true);
      expect(check(files, portableSm3)).toEqual(verdict);
      expect(check(files, sm3, verdict.manifest.root).isSound).toBe(true);
      expect(check(files, sm3, '0'.repeat(64)).isSound).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test('a changed row, rule, value or printed number names exactly the figure it belongs to', () => {
  const tampers: readonly ((files: Files, at: number) => Files)[] = [
    (files, at) => {
      const name = BUNDLE_FILES.rows(figuresIn(files)[at]!.signed.parts.at(-1)!.rowsDigest);
      return new Map(files).set(
        name,
        files.get(name)!.replace(/(.)\n$/, (_, digit) => `${digit === '7' ? 8 : 7}\n`),
      );
    },
    (files, at) => {
      const name = BUNDLE_FILES.rows(figuresIn(files)[at]!.signed.parts[0]!.rowsDigest);
      return new Map(files).set(name, `${files.get(name)!}00000000-0000-0000-0000-000000000000 1\n`);
    },
    (files, at) =>
      edited(
        files,
        BUNDLE_FILES.figures,
        figuresIn(files).map((one, i) =>
          i === at ? { ...one, signed: { ...one.signed, definition: '另一个口径' } } : one,
        ),
      ),
    (files, at) =>
      edited(
        files,
        BUNDLE_FILES.figures,
        figuresIn(files).map((one, i) => (i === at ? { ...one, signed: { ...one.signed, value: '123456' } } : one)),
      ),
    (files, at) => {
      const text = textIn(files);
      const sections = text.sections.map((section, i) =>
        i === at
          ? (JSON.parse(JSON.stringify(section).replace(/"text":"\d[^"]*"/, '"text":"98765个"')) as typeof section)
          : section,
      );
      return edited(files, BUNDLE_FILES.report, { ...text, sections });
    },
    (files, at) =>
      edited(
        files,
        BUNDLE_FILES.figures,
        figuresIn(files).filter((_, i) => i !== at),
      ),
  ];
  fc.assert(
    fc.property(planted, fc.nat(), fc.constantFrom(...tampers), (figures, pick, tamper) => {
      const files = plantedBundle(figures);
      const at = pick % figures.length;
      expect(named(tamper(files, at))).toEqual([`f${at}`]);
    }),
    { numRuns: 150 },
  );
});

test('a sentence, the head, or a list made anew does not pass unseen', () => {
  const files = plantedBundle([{ how: 'count', rows: ['1'] }]);
  const text = textIn(files);
  const words = edited(files, BUNDLE_FILES.report, JSON.parse(JSON.stringify(text).replace('共', '仅')));
  expect(check(words).wrong).toEqual(['“第0部分”的正文被改动']);
  const number = edited(files, BUNDLE_FILES.report, { ...text, head: { ...text.head, number: '示政〔2026〕9号' } });
  expect(check(number).wrong).toEqual(['版头或版记被改动']);
  const manifest = JSON.parse(files.get(BUNDLE_FILES.manifest)!) as Manifest;
  const other = { ...manifest, asOf: '2026-11-19' };
  expect(check(edited(files, BUNDLE_FILES.manifest, other)).wrong[0]).toContain('清单被改动');
  const anew = { ...other, root: sm3(rootText(other)) };
  expect(check(edited(files, BUNDLE_FILES.manifest, anew), sm3, manifest.root).wrong[0]).toContain(
    '这不是签发的那一份',
  );
});

test('a file that is no bundle, or damaged in one byte, is told in one sentence', () => {
  const files = plantedBundle([{ how: 'sum', rows: ['1', '20'] }]);
  const entries = Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)]));
  const digests = Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, sm3(bytes)]));
  const whole = zipSync({ ...entries, [BUNDLE_FILES.files]: strToU8(JSON.stringify(digests)) }, { level: 0 });
  const sound = openBundle(whole);
  expect([sound.damaged, verifyBundle(sound.read, sm3).isSound]).toEqual([[], true]);
  const text = Buffer.from(whole).indexOf('关于招商');
  const broken = Uint8Array.from(whole);
  broken[text] = 0xe6;
  const opened = openBundle(broken);
  expect(opened.damaged.length + Number(!verifyBundle(opened.read, sm3).isSound)).toBeGreaterThan(0);
  for (const bytes of [new Uint8Array(), strToU8('不是压缩包'), whole.subarray(0, 200)]) {
    expect(() => openBundle(bytes)).toThrow(BundleError);
  }
  for (const name of [BUNDLE_FILES.manifest, BUNDLE_FILES.report, BUNDLE_FILES.figures]) {
    for (const wrong of [null, '{', '5', '{}']) {
      const read = (one: string) => (one === name ? wrong : (files.get(one) ?? null));
      expect(() => verifyBundle(read, sm3)).toThrow(BundleError);
    }
  }
});
