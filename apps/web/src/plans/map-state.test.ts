import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMapState, readShown, writePositions, writeShown, writeTheme, METHODS } from './map-state.ts';

const shown = fc.record({
  code: fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
  opacity: fc.integer({ min: 0, max: 100 }),
  version: fc.option(fc.integer({ min: -50, max: 500 }).filter((one) => one !== 0)),
});

test('what a link says of the layers comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(shown, { minLength: 1 }), (all) => {
      expect(readShown(writeShown(all))).toEqual(all);
    }),
  );
});

test('a theme and a drawn area come back from the address, whatever the field is called', () => {
  const theme = { code: 'DLTB', method: METHODS[1], classes: 5, field: '容积率.上限' };
  const drawn = [
    [118.9, 25.1],
    [118.91, 25.1],
    [118.91, 25.12],
  ] as const;
  const search = new URLSearchParams({ theme: writeTheme(theme), drawn: writePositions(drawn), tool: 'statistics' });
  expect(readMapState(search)).toMatchObject({ theme, drawn, tool: 'statistics' });
});

test('an address that somebody mistyped opens the plain map', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (on, pick, theme) => {
      const state = readMapState(new URLSearchParams({ on, pick, theme, tool: pick, at: on }));
      expect(state.tool).toBe('identify');
      for (const { opacity } of state.shown ?? []) expect(opacity).toBeLessThanOrEqual(100);
    }),
  );
});
