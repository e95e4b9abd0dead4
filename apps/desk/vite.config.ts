import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/kerja/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The private pages' security policy allows files of our own alone, no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // In kB before compression, of which 182 are left after it: one file for screens that stay open all day. More wants a look.
    chunkSizeWarningLimit: 600,
  },
});
