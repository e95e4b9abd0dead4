import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/**
 * The reading child as one file, with apart what only few containers need: a process starts for every file that is read,
 * and 142 modules take three times as long to load.
 */
export default defineConfig({
  root: here,
  build: {
    ssr: true,
    target: 'node22',
    outDir: join(here, 'dist'),
    emptyOutDir: true,
    rolldownOptions: { input: join(here, 'src/sandbox/child.ts'), output: { entryFileNames: 'child.js' } },
  },
  ssr: { noExternal: true },
});
