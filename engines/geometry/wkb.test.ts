import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyGeometry } from './shapes.testing.ts';
import { fromWkb, toWkb } from './wkb.ts';

test('any geometry is read back from its bytes as it was', () => {
  fc.assert(
    fc.property(anyGeometry(), (geometry) => {
      expect(fromWkb(toWkb(geometry))).toEqual(geometry);
    }),
  );
});

test('bytes are those of PostGIS', () => {
  // select st_asbinary('POLYGON((0 0,2 0,2 2,0 0))')
  const hex =
    '01030000000100000004000000' +
    '00000000000000000000000000000000' +
    '00000000000000400000000000000000' +
    '00000000000000400000000000000040' +
    '00000000000000000000000000000000';
  const triangle = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 0],
      ],
    ],
  } as const;
  expect(Buffer.from(toWkb(triangle)).toString('hex')).toBe(hex);
});

test('big-endian, heights and a reference system are read', () => {
  const point = { type: 'Point', coordinates: [1, 2] };
  expect(fromWkb(Buffer.from('00000000013ff00000000000004000000000000000', 'hex'))).toEqual(point);
  // POINT Z (1 2 3), once as the standard and once as PostGIS with SRID 4490 writes it.
  const xyz = '000000000000f03f00000000000000400000000000000840';
  expect(fromWkb(Buffer.from(`01e9030000${xyz}`, 'hex'))).toEqual(point);
  expect(fromWkb(Buffer.from(`01010000a08a110000${xyz}`, 'hex'))).toEqual(point);
});

test('cut, lengthened or random bytes are refused in a sentence', () => {
  const refused = expect.objectContaining({ code: 'geometry.wkb' });
  const faultOf = (bytes: Uint8Array): unknown => {
    try {
      return fromWkb(bytes);
    } catch (error) {
      return error;
    }
  };
  fc.assert(
    fc.property(anyGeometry(), fc.double({ min: 0, max: 0.999, noNaN: true }), (geometry, share) => {
      const bytes = toWkb(geometry);
      expect(faultOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toEqual(refused);
      expect(faultOf(Uint8Array.from([...bytes, 0]))).toEqual(refused);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(faultOf(bytes)).toBeTypeOf('object');
    }),
  );
  expect(faultOf(Buffer.from('0102000000ffffffff', 'hex'))).toMatchObject({
    message: '图形数据（WKB）无法读取：数据不完整',
  });
});
