import { portableSm3 } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import fc from 'fast-check';
import { strToU8, unzipSync, Zip, ZipDeflate, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ReportText } from '../text.ts';
import { plantedBundle, type Planted } from './bundle.testing.ts';
import { BUNDLE_FILES, rootText, type Manifest, type ProvenFigure } from './bundle.ts';
import { openBundle } from './open-bundle.ts';
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

/** The bundle as a file, closed with the digests of its members; `level` 0 keeps each member's bytes in sight. */
function closed(files: Files, level: 0 | 6 = 0): Uint8Array<ArrayBuffer> {
  const entries = Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)]));
  const digests = Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, sm3(bytes)]));
  return zipSync({ ...entries, [BUNDLE_FILES.files]: strToU8(JSON.stringify(digests)) }, { level });
}

/** What both verifiers say of a file, by the same code with either's SM3; null: it is no bundle that can be read. */
function opened(bytes: Uint8Array) {
  const said = [sm3, portableSm3].map((hash) => {
    try {
      const { read, damaged } = openBundle(bytes, hash);
      return verifyBundle(read, hash, null, damaged);
    } catch (error) {
      if (error instanceof BundleError) return error.message;
      throw error;
    }
  });
  expect(said[0]).toEqual(said[1]);
  const [verdict] = said;
  return typeof verdict === 'string' || verdict === undefined ? null : verdict;
}
const bad = (verdict: ReturnType<typeof opened>) =>
  verdict?.figures.filter(({ wrong }) => wrong.length > 0).map(({ id }) => id);

const three = () =>
  plantedBundle([
    { how: 'count', rows: ['1', '2', '3'] },
    { how: 'sum', rows: ['100', '250', '7'] },
    { how: 'share', rows: ['1', null, '1', null] },
  ]);

test('one byte of any member, packed or not, is never passed over, and of rows names the figures that rest on them', () => {
  const files = three();
  for (const name of files.keys())
    files.set(name.replace(/txt$/, 'json'), files.get(name.replace(/txt$/, 'json')) ?? '[]');
  const digestsOf = (at: number): string =>
    JSON.stringify(figuresIn(files)[at]!.signed.parts.map((one) => one.rowsDigest));
  for (const level of [0, 6] as const) {
    const whole = closed(files, level);
    expect(opened(whole)?.isSound).toBe(true);
    const names = [...files.keys(), BUNDLE_FILES.files];
    const starts = startsOf(whole, names);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 255 }), (name, at, change) => {
        const { from, size } = starts.get(name)!;
        const broken = Uint8Array.from(whole);
        broken[from + (at % size)]! ^= change;
        if (level > 0 && isSame(whole, broken)) return; // The last bits of a packed member mean nothing.
        const verdict = opened(broken);
        expect([name, verdict?.isSound ?? false]).toEqual([name, false]);
        if (!name.startsWith('rows/')) return;
        const digest = name.slice(5, 69);
        expect([name, bad(verdict)]).toEqual([
          name,
          [0, 1, 2].filter((one) => digestsOf(one).includes(digest)).map((one) => `f${one}`),
        ]);
      }),
      { numRuns: 300 },
    );
  }
});

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  try {
    const [first, second] = [unzipSync(one), unzipSync(other)];
    return Object.entries(first).every(([name, bytes]) => Buffer.compare(bytes, second[name]!) === 0);
  } catch {
    return false;
  }
}

/** Where the bytes of each member stand, by the headers before them. */
function startsOf(zip: Uint8Array, names: readonly string[]): ReadonlyMap<string, { from: number; size: number }> {
  const view = new DataView(zip.buffer);
  const found = new Map<string, { from: number; size: number }>();
  let at = 0;
  while (view.getUint32(at, true) === 0x0403_4b50) {
    const [size, name, extra] = [
      view.getUint32(at + 18, true),
      view.getUint16(at + 26, true),
      view.getUint16(at + 28, true),
    ];
    const from = at + 30 + name + extra;
    found.set(new TextDecoder().decode(zip.subarray(at + 30, at + 30 + name)), { from, size });
    at = from + size;
  }
  expect([...found.keys()].toSorted()).toEqual([...names].toSorted());
  return found;
}

test('rows that changed places, keys in another order, members added, doubled or packed anew', () => {
  const files = three();
  const [first, second] = figuresIn(files).map(({ signed }) => BUNDLE_FILES.rows(signed.parts[0]!.rowsDigest));
  const swapped = new Map(files).set(first!, files.get(second!)!).set(second!, files.get(first!)!);
  expect(bad(opened(closed(swapped)))).toEqual(['f0', 'f1']);
  // The row, its digest and the value made anew by somebody without the signed list.
  const text = files.get(second!)!.replace(/ 250\n/, ' 950\n');
  const forged = figuresIn(files).map((one, at) => {
    if (at !== 1) return one;
    const part = { ...one.signed.parts[0]!, rowsDigest: sm3(text), value: '1057' };
    return { ...one, signed: { ...one.signed, value: '1057', parts: [part] } };
  });
  const anew = edited(files, BUNDLE_FILES.figures, forged).set(BUNDLE_FILES.rows(sm3(text)), text);
  expect(bad(opened(closed(anew)))).toEqual(['f1']);
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, one]) => [key, turned(one)]),
          )
        : value;
  const reordered = edited(files, BUNDLE_FILES.figures, turned(figuresIn(files)));
  reordered.set(BUNDLE_FILES.report, JSON.stringify(turned(textIn(files))));
  expect(opened(closed(reordered))?.isSound).toBe(true);
  expect(opened(closed(files, 6))?.isSound).toBe(true);

  const entries = Object.fromEntries(Object.entries(unzipSync(closed(files))));
  expect(opened(zipSync({ ...entries, 'rows/': new Uint8Array() }))?.isSound).toBe(true);
  expect(opened(zipSync({ ...entries, '补充.txt': strToU8('多出来的') }))?.wrong).toEqual(['补充.txt 是后来加进去的']);
  expect(opened(streamed(entries))?.isSound).toBe(true);
  const double = opened(streamed(entries, [[second!, strToU8(text)]]));
  expect([bad(double), double?.figures[1]?.wrong.join()]).toEqual([['f1'], expect.stringContaining('有 2 份')]);
  for (const cut of [1, 30, 400]) expect(opened(closed(files).subarray(0, -cut))).toBeNull();
});

/** A zip as it is written to a pipe: sizes follow the data (data descriptors); and members may come twice. */
function streamed(
  entries: Readonly<Record<string, Uint8Array>>,
  more: readonly [string, Uint8Array][] = [],
): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [name, bytes] of [...Object.entries(entries), ...more]) {
    const member = new ZipDeflate(name);
    zip.add(member);
    member.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

test('a definition that was changed after the signature verifies, and is told', () => {
  const files = edited(three(), BUNDLE_FILES.later, { f1: 2, f2: 0 });
  const verdict = opened(closed(files));
  expect(verdict?.isSound).toBe(true);
  expect(verdict?.figures.map(({ note }) => note)).toEqual([
    null,
    '签发后口径已改为第 2 版，这里按签发时的第 1 版核验',
    '签发后这个指标已不再使用，这里按签发时的第 1 版核验',
  ]);
});

test('a file that is no bundle is told in one sentence', () => {
  const files = plantedBundle([{ how: 'sum', rows: ['1', '20'] }]);
  for (const bytes of [new Uint8Array(), strToU8('不是压缩包'), closed(files).subarray(0, 200)]) {
    expect(() => openBundle(bytes, sm3)).toThrow(BundleError);
  }
  for (const name of [BUNDLE_FILES.manifest, BUNDLE_FILES.report, BUNDLE_FILES.figures]) {
    for (const wrong of [null, '{', '5', '{}']) {
      const read = (one: string) => (one === name ? wrong : (files.get(one) ?? null));
      expect(() => verifyBundle(read, sm3)).toThrow(BundleError);
    }
  }
});
