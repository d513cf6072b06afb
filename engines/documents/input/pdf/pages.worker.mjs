/**
 * Runs pdf.js in a thread of its own, so that a hostile file can be stopped, and sends every page's glyphs with their
 * places. Plain JavaScript because a worker starts without the TypeScript loader.
 *
 * pdf.js gets the bytes only: no fonts of the system, no address to fetch from, no evaluated code, no images decoded.
 */
import { parentPort } from 'node:worker_threads';
import { legacyCMap } from './legacy-cmaps.mjs';
import { walkGlyphs } from './glyphs.mjs';

// pdf.js 5.4 calls it; Node 20 does not have it yet.
// oxlint-disable-next-line no-extend-native -- this thread runs nothing but pdf.js
ArrayBuffer.prototype.transferToFixedLength ??= function transferToFixedLength(length = this.byteLength) {
  const copy = new ArrayBuffer(length);
  new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
  return copy;
};

let streamLimit = Infinity;
let isOverLimit = false;

/** Decoded streams grow by doubling such arrays: refusing a large one stops a compressed bomb where it inflates. */
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, args, newTarget) {
    if (typeof args[0] === 'number' && args[0] > streamLimit) {
      isOverLimit = true;
      throw new RangeError('stream over limit');
    }
    return Reflect.construct(target, args, newTarget);
  },
});

globalThis.fetch = () => Promise.reject(new Error('no network'));

const { getDocument, OPS } = await import('unpdf/pdfjs');

class CMaps {
  async fetch({ name }) {
    return { cMapData: new TextEncoder().encode(legacyCMap(name)), isCompressed: false };
  }
}

class NoFiles {
  async fetch({ filename }) {
    throw new Error(`no such file: ${filename}`);
  }
}

function send(message) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort.postMessage(message);
}

parentPort.on('message', (order) => void answer(order));

async function answer({ bytes, limits }) {
  streamLimit = Math.max(limits.pdfStreamBytes, bytes.length * 2);
  isOverLimit = false;
  try {
    await readPages(bytes, limits);
    send({ kind: 'done' });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    send({ kind: 'failed', name: isOverLimit ? 'StreamOverLimit' : name, message: String(error) });
  }
}

async function readPages(bytes, limits) {
  const loading = getDocument({
    data: bytes,
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 0,
    enableXfa: false,
    CMapReaderFactory: CMaps,
    StandardFontDataFactory: NoFiles,
    WasmFactory: NoFiles,
  });
  try {
    const document = await loading.promise;
    send({ kind: 'opened', pages: document.numPages });
    let glyphs = 0;
    for (let number = 1; number <= Math.min(document.numPages, limits.pdfPages + 1); number++) {
      const page = await document.getPage(number);
      const operators = await page.getOperatorList({ annotationMode: 0 });
      const found = walkGlyphs(operators, OPS, page);
      page.cleanup();
      if (isOverLimit) throw new RangeError('stream over limit');
      glyphs += found.chars.length;
      if (glyphs > limits.pdfGlyphs) throw new RangeError('glyphs over limit');
      send({ kind: 'page', page: { number, ...found } });
    }
  } finally {
    await loading.destroy();
  }
}
