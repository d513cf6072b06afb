/** Bytes that grow while a protocol buffer is written into them. Values are whole numbers from 0 up to 2^32. */
export class TileBytes {
  bytes = new Uint8Array(1024);
  length = 0;

  /** Has room for so many bytes more. */
  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, 2 * this.bytes.length));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  /** Room for five bytes has been reserved. */
  varint(value: number): void {
    const bytes = this.bytes;
    let rest = value;
    let at = this.length;
    while (rest > 0x7f) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
  }

  signed(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** Field number and wire type in one byte, then what another writer holds, with its length before it. */
  part(tag: number, other: TileBytes): void {
    this.reserve(other.length + 6);
    this.bytes[this.length++] = tag;
    this.varint(other.length);
    this.append(other);
  }

  append(other: TileBytes): void {
    this.slice(other.bytes, 0, other.length);
  }

  /** Bytes `start` to `end` of others. */
  slice(from: Uint8Array, start: number, end: number): void {
    const count = end - start;
    if (this.length + count > this.bytes.length) this.reserve(count);
    const into = this.bytes;
    const at = this.length;
    if (count > 200) into.set(from.subarray(start, end), at);
    else for (let i = 0; i < count; i++) into[at + i] = from[start + i]!;
    this.length = at + count;
  }

  /** A text with its length before it. */
  text(tag: number, text: string): void {
    this.reserve(3 * text.length + 7);
    this.bytes[this.length++] = tag;
    if (this.#ascii(text)) return;
    const encoded = encoder.encode(text);
    this.varint(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
  }

  /** A text in a part of its own, when it is short and plain; false, and nothing is written, when it is not. */
  shortText(part: number, tag: number, text: string): boolean {
    if (text.length > 0x70) return false;
    this.reserve(text.length + 4);
    const bytes = this.bytes;
    const at = this.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[at + 4 + i] = code;
    }
    bytes[at] = part;
    bytes[at + 1] = text.length + 2;
    bytes[at + 2] = tag;
    bytes[at + 3] = text.length;
    this.length = at + 4 + text.length;
    return true;
  }

  #ascii(text: string): boolean {
    if (text.length > 0x7f) return false;
    const { bytes } = this;
    const from = this.length + 1;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[from + i] = code;
    }
    bytes[this.length] = text.length;
    this.length = from + text.length;
    return true;
  }

  double(value: number): void {
    this.reserve(8);
    number.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.bytes[this.length++] = numberBytes[i]!;
  }

  clear(): void {
    this.length = 0;
  }

  taken(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

const encoder = new TextEncoder();
const numberBytes = new Uint8Array(8);
const number = new DataView(numberBytes.buffer);
