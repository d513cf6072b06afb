import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf } from './file-kind.ts';
import { photoPlace } from './photo-place.server.ts';
import exifr from 'exifr';
import { jpegFrom, jpegWithSmall, smallJpeg } from './pictures.testing.ts';
import { smallPicture } from './small-picture.server.ts';

const lon = fc.double({ min: -179, max: 179, noNaN: true }).filter((value) => Math.abs(value) > 0.01);
const lat = fc.double({ min: -89, max: 89, noNaN: true }).filter((value) => Math.abs(value) > 0.01);

const JPEG = 'image/jpeg';

test('place and time are those the camera wrote', async () => {
  await fc.assert(
    fc.asyncProperty(lon, lat, async (lon, lat) => {
      const found = await photoPlace(jpegFrom(lon, lat, '2026:07:10 09:30:00'), JPEG);
      expect(found.lon).toBeCloseTo(lon, 5);
      expect(found.lat).toBeCloseTo(lat, 5);
      expect(found.takenAt).toBe('2026-07-10T09:30:00');
    }),
    { numRuns: 50 },
  );
});

test('an impossible place or time is none', async () => {
  const nothing = { lon: null, lat: null, takenAt: null };
  expect(await photoPlace(jpegFrom(0, 0, '2026:02:31 09:30:00'), JPEG)).toEqual(nothing);
  expect(await photoPlace(jpegFrom(200, 25, '0000:00:00 00:00:00'), JPEG)).toEqual(nothing);
  expect(await photoPlace(Buffer.alloc(0), JPEG)).toEqual(nothing);
  expect(await photoPlace(jpegFrom(118, 25, '2026:07:10 09:30:00'), 'image/heic')).toEqual(nothing);
});

test('the small picture is the one the camera wrote, held as the photo is', async () => {
  const contents = fc.uint8Array({ minLength: 20, maxLength: 20_000 });
  await fc.assert(
    fc.asyncProperty(contents, fc.integer({ min: 1, max: 8 }), async (content, orientation) => {
      const small = smallJpeg(content);
      const found = smallPicture(jpegWithSmall(small, orientation))!;
      const said = orientation === 1 ? 0 : 36;
      expect(Buffer.concat([found.subarray(0, 2), found.subarray(2 + said)]).equals(small)).toBe(true);
      if (said > 0) expect(await exifr.orientation(Buffer.from(found))).toBe(orientation);
    }),
    { numRuns: 50 },
  );
  expect(smallPicture(jpegFrom(118, 25, '2026:07:10 09:30:00'))).toBeNull();
  expect(smallPicture(jpegWithSmall(Buffer.from('<svg onload="x">'), 1))).toBeNull();
});

test('bytes changed, cut or made up never stop it', async () => {
  const photo = jpegFrom(118.9, 25.12, '2026:07:10 09:30:00');
  const small = jpegWithSmall(smallJpeg(Buffer.alloc(100)), 6);
  const changes = fc.array(fc.tuple(fc.nat(photo.length - 1), fc.nat(255)), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(changes, fc.nat(photo.length), fc.constantFrom(JPEG, 'image/png'), async (changes, end, type) => {
      const broken = Buffer.from(photo);
      for (const [at, byte] of changes) broken[at] = byte;
      const { lon, lat } = await photoPlace(broken.subarray(0, end), type);
      expect(lon === null || Math.abs(lon) <= 180).toBe(true);
      expect(lat === null || Math.abs(lat) <= 90).toBe(true);
      const other = Buffer.from(small);
      for (const [at, byte] of changes) other[at % other.length] = byte;
      const found = smallPicture(other.subarray(0, end));
      expect(found === null || found.length <= small.length).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['%PDF-1.7', 'application/pdf', false],
  ['<svg onload="x">', 'text/plain', false],
  ['<!doctype html>', 'text/plain', false],
  [
    'PK\x03\x04........word/document.xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    false,
  ],
  ['PK\x03\x04........a.txt', 'application/zip', false],
  ['GIF89a', 'image/gif', true],
  ['RIFF....WEBPVP8 ', 'image/webp', true],
  ['XXXX....WEBPVP8 ', 'application/octet-stream', false],
  ['\x00\x01\x02', 'application/octet-stream', false],
])('%j is %s by its content', (content, type, isPicture) => {
  expect(kindOf(Buffer.from(content, 'latin1'))).toMatchObject({ type, isPicture });
});

test('Chinese text cut within a character is text', () => {
  expect(kindOf(Buffer.from('关于批复').subarray(0, 10)).type).toBe('text/plain');
});
