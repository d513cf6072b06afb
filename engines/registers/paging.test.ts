import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { where, type Sort } from './index.ts';
import { park, sampleBooks as books } from './sample.testing.ts';
import { sampleDistrict, sampleViewers, type SampleDistrict } from './sample-district.testing.ts';
import { countRecords, listRecords, streamRecords } from './server.ts';

let district: SampleDistrict;
const db = () => district.store.read(TEST_DISTRICT);
beforeAll(async () => {
  district = await sampleDistrict();
});
afterAll(() => district.store.close());

const sortable = ['state', 'kind', 'lead', 'keeper', 'isFree', 'light', 'near', 'phone', 'name', 'trees', 'startedOn'];
const sort = fc.uniqueArray(fc.record({ field: fc.constantFrom(...sortable), isDescending: fc.boolean() }), {
  maxLength: 3,
  selector: ({ field }: Sort) => field,
});

test('the pages of a list, one after the other, are the list, whoever looks at it and however it is sorted', async () => {
  const viewers = sampleViewers(district);
  const wish = fc.record({
    viewer: fc.constantFrom(...viewers),
    sort,
    size: fc.integer({ min: 3, max: 40 }),
    conditions: fc.constantFrom([], [where('trees', 'at-least', '4')], [where('kind', 'is', 'pocket')]),
  });
  await fc.assert(
    fc.asyncProperty(wish, async ({ viewer, ...wish }) => {
      const whole: string[] = [];
      for await (const chunk of streamRecords(db(), books, park, viewer, wish))
        whole.push(...chunk.map(({ id }) => id));
      const paged: string[] = [];
      const counted = await countRecords(db(), books, park, viewer, wish);
      for (let page = 1; page <= Math.ceil(counted / wish.size) + 1; page++) {
        const { data, total } = await listRecords(db(), books, park, viewer, { ...wish, page });
        expect(total).toBe(counted);
        paged.push(...data.map(({ id }) => id));
      }
      expect(paged).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});
