import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The address of the server while developing: `npm start` listens there. */
const DEVELOPMENT_SERVER = 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Old office computers: the 360 browsers of 2021 and later are Chromium 87 and up.
    target: 'chrome87',
    // No data: addresses, so that the content security policy needs none for scripts, styles and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: {
    proxy: { '/api': DEVELOPMENT_SERVER, '/healthz': DEVELOPMENT_SERVER },
  },
});
