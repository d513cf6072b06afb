import type { RegisterDescription } from '@quantu/registers';
import { expect, test } from 'vitest';
import { registerAddress, sectionsOf } from './catalogue.ts';

function named(key: string, section: string | null): RegisterDescription {
  const nothing = { create: false, write: false, remove: false, import: false };
  return {
    key,
    label: key,
    help: null,
    section,
    title: 'name',
    keyFields: [],
    fields: [],
    columns: [],
    states: [],
    transitions: [],
    geometry: null,
    parent: null,
    figures: [],
    can: nothing,
  };
}

test('registers stand under the sections they name, those without one last', () => {
  const sections = sectionsOf([
    named('loose', null),
    named('city', '项目'),
    named('person', '机构'),
    named('invest', '项目'),
  ]);
  expect(sections.map(({ label, registers }) => [label, ...registers.map(({ key }) => key)])).toEqual([
    ['项目', 'city', 'invest'],
    ['机构', 'person'],
    ['其他', 'loose'],
  ]);
});

test('a register has one address, with its filter behind it', () => {
  expect(registerAddress('350599', 'city-project')).toBe('/d/350599/registers/city-project');
  expect(registerAddress('350599', 'city-project', 'sort=-lag')).toBe('/d/350599/registers/city-project?sort=-lag');
});
