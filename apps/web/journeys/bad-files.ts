import { deflateSync } from 'node:zlib';

/** A PDF as a scanner makes it: a page with one grey picture and no text. Written for the test, byte by byte. */
export function scannedPdf(): Uint8Array {
  const picture = deflateSync(Buffer.alloc(64 * 64, 0xdd));
  const content = Buffer.from('q 595 0 0 842 0 0 cm /Scan Do Q');
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /Scan 4 0 R >> >> >>',
    ),
    stream(
      '/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode',
      picture,
    ),
    stream('', content),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  objects.forEach((object, i) => {
    offsets.push(length(parts));
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'));
  });
  const table = length(parts);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${trailer}`));
  return Buffer.concat(parts);
}

function stream(words: string, bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${words} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

function length(parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** A docx that was cut off on its way: the head of a zip file, then nothing that makes sense. */
export function damagedDocx(): Uint8Array {
  const head = Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0, 8, 0]);
  return Buffer.concat([head, Buffer.alloc(3000, 0xa5)]);
}

/** The beginning of a Windows program. */
export function program(): Uint8Array {
  return Buffer.concat([Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]), Buffer.alloc(2000, 0)]);
}
