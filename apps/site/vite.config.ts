import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const client = join(here, 'dist', 'client');

/** Copies the font and the icon to the client build, with a hash in their names. */
function looks(): Plugin {
  const files = {
    font: join(
      here,
      '../../packages/ui/node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
    ),
    shield: join(here, 'src/document/shield.svg'),
  };
  return {
    name: 'looks',
    applyToEnvironment: (environment) => environment.name === 'client',
    closeBundle() {
      mkdirSync(client, { recursive: true });
      for (const [name, file] of Object.entries(files)) {
        const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8);
        copyFileSync(file, join(client, `${name}-${hash}${file.slice(file.lastIndexOf('.'))}`));
      }
      const shield = readFileSync(files.shield, 'utf8');
      for (const { name, size, svg } of icons(shield)) {
        const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
        writeFileSync(join(client, `${name}${size}-${createHash('sha256').update(png).digest('hex').slice(0, 8)}.png`), png);
      }
    },
  };
}

/** The shield alone, and on a ground that a phone may cut to a circle or a square (`mask`, and 180 for Apple's). */
function icons(shield: string): { name: string; size: number; svg: string }[] {
  const inner = shield.trim().replace(/^<svg[^>]*>|<\/svg>$/g, '');
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 56 56"><path fill="#fff" d="M-12-12h56v56h-56z"/>${inner}</svg>`;
  return [
    ...[48, 192, 512].map((size) => ({ name: 'icon', size, svg: shield })),
    ...[180, 512].map((size) => ({ name: size === 180 ? 'icon' : 'mask', size, svg: ground })),
  ];
}

/** Two builds: client scripts of interactive pages, and the server-rendered pages for Node. */
export default defineConfig({
  root: here,
  plugins: [react(), looks()],
  define: { 'process.env.NODE_ENV': '"production"' },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'ssr']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
  environments: {
    client: {
      build: {
        outDir: client,
        emptyOutDir: true,
        assetsDir: '',
        // Preloading would ask for the chunks at the root of the server; their imports are relative.
        modulePreload: false,
        rolldownOptions: {
          input: {
            'entry-page': join(here, 'src/browser/main.ts'),
            'entry-ask': join(here, 'src/ask/field/main.ts'),
            'entry-check': join(here, 'src/pages/check/main.ts'),
            worker: join(here, 'src/browser/offline-worker.ts'),
          },
          output: { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name]-[hash][extname]' },
        },
      },
    },
    ssr: {
      resolve: { noExternal: true, external: ['@modelcontextprotocol/server', 'express', 'send', 'negotiator', '@resvg/resvg-js'] },
      build: {
        outDir: join(here, 'dist'),
        emptyOutDir: false,
        ssr: true,
        cssMinify: true,
        // Cheap phones have old browsers.
        cssTarget: ['chrome87', 'firefox85', 'safari14'],
        rolldownOptions: { input: join(here, 'src/site.ts'), output: { entryFileNames: 'site.js' } },
      },
    },
  },
});
