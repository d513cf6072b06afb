import { expect, test } from 'vitest';
import { givenSearch, readGiven } from './given.ts';

test('what an address says a record is opened with is read back, and nothing else', () => {
  const given = { item: ['01900000', '加快口袋公园 & “建设”'], number: ['1'] } as const;
  expect(readGiven(new URLSearchParams(givenSearch(given)))).toEqual(given);
  for (const text of ['', 'with=', 'with=[1', 'with=null', 'with={"a":[]}', 'with={"a":[1]}', 'with={"a":"b"}'])
    expect(readGiven(new URLSearchParams(text))).toEqual({});
});
