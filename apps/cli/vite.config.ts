import { fileURLToPath, pathToFileURL } from 'node:url';
import { dirname } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** A module still finds the files beside its source: the bundle is made, and stays, in this very checkout. */
function ownPlaces(): Plugin {
  return {
    name: 'own-places',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('import.meta.')) return null;
      return code
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)));
    },
  };
}

/**
 * The program in few files, for a start without translating TypeScript and without opening the hundreds of small
 * modules of two libraries. Everything else that is installed is loaded from where it is.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [ownPlaces()],
  ssr: { noExternal: ['kysely', '@sinclair/typebox'] },
  build: {
    ssr: 'main.ts',
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    reportCompressedSize: false,
  },
});
