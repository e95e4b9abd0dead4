import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
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
    rolldownOptions: {
      input: {
        index: join(here, 'index.html'),
        layar: join(here, 'layar.html'),
        'wall-worker': join(here, 'src/wall/board/wall-worker.ts'),
      },
      // A service worker has one address for good.
      output: { entryFileNames: ({ name }) => (name === 'wall-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
});
