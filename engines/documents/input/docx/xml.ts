import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Fault } from '@quantu/base';
import { inputFault } from '../faults.ts';
import type { InputLimits } from '../limits.ts';

/** An element as the walkers see it: `w:p` whatever prefix and variant (transitional, strict) the file uses. */
export interface XmlElement {
  name: string;
  /** The attribute of this local name, or null. */
  attribute(local: string): string | null;
}

export interface XmlHandlers {
  open(element: XmlElement): void;
  close(name: string): void;
  text(text: string): void;
}

export interface XmlContext {
  /** The file's name as shown in faults. */
  name: string;
  limits: InputLimits;
}

const prefixes = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
]);

const CHUNK = 128 * 1024;

/**
 * Reads XML piece by piece, giving way to other work between pieces. No DOCTYPE is accepted, so there are no entities
 * to expand or to fetch; nesting is limited.
 */
export async function walkXml(bytes: Uint8Array, handlers: XmlHandlers, context: XmlContext): Promise<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const { limits, name } = context;
  const tooComplex = (limit: string) => inputFault('input.too-complex', { name, limit });
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  parser.on('doctype', () => {
    throw inputFault('input.doctype', { name });
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    if (++attributes > limits.xmlAttributes) throw tooComplex(` ${limits.xmlAttributes} 个属性`);
  });
  parser.on('opentag', (tag) => {
    if (++depth > limits.xmlDepth) throw tooComplex(` ${limits.xmlDepth} 层嵌套`);
    if (++elements > limits.xmlElements) throw tooComplex(` ${limits.xmlElements} 个元素`);
    handlers.open(elementOf(tag));
  });
  parser.on('closetag', (tag) => {
    depth--;
    handlers.close(nameOf(tag));
  });
  parser.on('text', (text) => handlers.text(text));
  parser.on('cdata', (text) => handlers.text(text));
  try {
    await feed(parser, bytes);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw inputFault('input.damaged', { name, reason: 'XML 内容有误', format: '.docx' });
  }
}

async function feed(parser: { write(chunk: string): unknown; close(): unknown }, bytes: Uint8Array): Promise<void> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
    if (at > 0 && at % (8 * CHUNK) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  parser.write(decoder.decode());
  parser.close();
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function nameOf(tag: SaxesTagNS): string {
  return `${prefixes.get(tag.uri) ?? tag.uri}:${tag.local}`;
}

function elementOf(tag: SaxesTagNS): XmlElement {
  return {
    name: nameOf(tag),
    attribute(local) {
      for (const key in tag.attributes) {
        const attribute = tag.attributes[key]!;
        if (attribute.local === local) return attribute.value;
      }
      return null;
    },
  };
}

/** A Word on/off property: present means on unless its value says off. */
export function isOn(element: XmlElement): boolean {
  const value = element.attribute('val');
  return value === null || !['0', 'false', 'off', 'none'].includes(value);
}
