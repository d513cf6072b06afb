import type { ImportedLayer } from '@quantu/plans';
import { expect, test } from 'vitest';
import { needsConfirming, openQuestions } from './open-questions.ts';

const guess = { code: 'EPSG:4549', label: '3 度带 120°E', confidence: 0.99, why: '文件声明' };
const layer: ImportedLayer = {
  name: 'DLTB',
  shape: 'area',
  features: 3,
  encoding: 'GBK',
  fields: [],
  rawBox: null,
  box: null,
  crs: guess,
  alternatives: [],
  profile: null,
  profileLabel: null,
  isUsed: true,
  layer: null,
  code: 'DLTB',
  layerName: '地类图斑',
  category: 'present',
  role: null,
  chosenCrs: guess.code,
  isCrsConfirmed: false,
  keyField: null,
  codeField: null,
  nameField: null,
  codeSet: null,
  counts: null,
  areaM2: null,
  findings: [],
  version: null,
};

test('a system that the file declares needs nobody to confirm it', () => {
  expect(openQuestions(layer)).toEqual([]);
});

test('a system that shifts, that was only guessed, or that somebody put in its place has to be looked at', () => {
  for (const part of [
    { crs: { ...guess, code: 'GCJ-02' }, chosenCrs: 'GCJ-02' },
    { crs: { ...guess, confidence: 0.6 } },
    { chosenCrs: 'EPSG:4548' },
    { crs: null },
  ]) {
    expect(needsConfirming({ ...layer, ...part })).toBe(true);
    expect(openQuestions({ ...layer, ...part })).toHaveLength(1);
    expect(openQuestions({ ...layer, ...part, isCrsConfirmed: true })).toEqual([]);
  }
});

test('what is missing of a new layer is asked for; an existing one has it', () => {
  const bare = { ...layer, code: '地类', layerName: '', category: '' };
  expect(openQuestions(bare)).toHaveLength(3);
  expect(openQuestions({ ...bare, layer: 'x' })).toEqual([]);
});
