import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadGold, type Gold } from '../../fixtures/reports/gold.ts';
import { hostileInputs } from '../../fixtures/reports/hostile.ts';
import { scoreFigures, scoreSections, scoreSubjects } from '../../fixtures/reports/score.ts';
import { readText } from './read.ts';
import type { DocumentHead } from './reading.ts';

const labelled = new URL('../../fixtures/reports/dev/', import.meta.url);
const founding = new URL('../../../shared/samples/reports/00-quangang-2024-87.txt', import.meta.url);

const golds: [name: string, gold: Gold][] = readdirSync(labelled)
  .filter((name) => name.endsWith('.gold.txt'))
  .map((name) => [name, loadGold(readFileSync(new URL(name, labelled), 'utf8'))]);

describe.each(golds)('%s', (_, gold) => {
  const reading = readText(gold.text);

  test('gives the labelled figures', () => {
    const score = scoreFigures(gold, reading.figures);
    expect({ ...score, enough: Math.min(score.precision, score.recall) >= 0.95 }).toMatchObject({ enough: true });
  });

  test('gives the labelled sections', () => {
    const score = scoreSections(gold, reading.sections);
    expect({ ...score, enough: Math.min(score.precision, score.recall) >= 0.98 }).toMatchObject({ enough: true });
  });

  test('names at least seven of ten subjects as labelled', () => {
    const score = scoreSubjects(gold, reading.figures);
    expect({ ...score, enough: score.recall >= 0.7 }).toMatchObject({ enough: true });
  });

  test('gives the labelled head', () => {
    const keys = ['number', 'title', 'issuer', 'addressee', 'signer', 'dated', 'printedOn', 'publicity'] as const;
    const expected: Partial<DocumentHead> = {};
    for (const key of keys) if (gold.expect[key] !== undefined) expected[key] = gold.expect[key];
    expect(reading.document).toMatchObject(expected);
  });
});

test('four of five subjects of all labelled reports are the labelled ones', () => {
  const scores = golds.map(([, gold]) => scoreSubjects(gold, readText(gold.text).figures));
  const matched = scores.reduce((sum, score) => sum + score.matched, 0);
  const all = scores.reduce((sum, score) => sum + score.matched + score.misses.length, 0);
  const misses = scores.flatMap((score) => score.misses);
  expect({ misses, enough: matched / all >= 0.8 }).toMatchObject({ enough: true });
});

test.skipIf(!existsSync(founding))(
  'the founding report (shared sample, skipped where it is absent) gives its twenty figures',
  () => {
    const { document, sections, figures } = readText(readFileSync(founding, 'utf8'));
    expect(document).toMatchObject({
      number: '泉港政综〔2024〕87号',
      signer: '杨凤翔',
      dated: '2024-07-10',
      publicity: '主动公开',
    });
    expect(sections.filter(({ id }) => /^s1\.\d$/.test(id))).toHaveLength(4);
    expect(sections.filter(({ id }) => /^s1\.\d\.\d$/.test(id))).toHaveLength(12);
    expect(figures.map(({ value, unit }) => `${value}${unit}`)).toEqual(
      '5个 33个 30436000000元 17个 8052000000元 2000000000元 1个 3个 47个 7339000000元 49.2% 15个 10个 500米 300米 6个 3个 0.6折扣率 25000000元 200场次'.split(
        ' ',
      ),
    );
    expect(figures[2]!.subject).toBe('洽谈对接项目总投资');
  },
);

test.each(hostileInputs)('$name is read to its end', ({ make }) => {
  const text = make(20_000);
  const { figures, sections } = readText(text);
  for (const { start, end, surface } of figures) expect(text.slice(start, end)).toBe(surface);
  for (const { start, end } of sections) expect(start).toBeLessThanOrEqual(end);
});
