import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** A Typst page of this folder, and the name of its input. */
export type PageName = 'paper' | 'banner' | 'report';

/** What the thread answers: the bytes, or null where the typesetter is not installed. */
export type Typeset = Uint8Array<ArrayBuffer> | null;

/** The thread's whole work: one file, then it ends and gives its memory back. */
function typeset({ page, input, printedAt }: { page: PageName; input: object; printedAt: number }): Typeset {
  const require = createRequire(import.meta.url);
  let typst: typeof import('@myriaddreamin/typst-ts-node-compiler');
  try {
    typst = require('@myriaddreamin/typst-ts-node-compiler') as typeof typst;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
  const fontBlobs = ['400Regular', '600SemiBold', '700Bold'].map((weight) =>
    readFileSync(require.resolve(`@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`)),
  );
  const source = readFileSync(join(import.meta.dirname, `${page}.typ`), 'utf8');
  const compiler = typst.NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  const compiled = compiler.compile({ mainFileContent: source, inputs: { [page]: JSON.stringify(input, plain) } });
  if (compiled.result === null) {
    const error = compiled.takeDiagnostics();
    throw new Error(`${page}.typ: ${JSON.stringify(error === null ? 'no reason given' : compiler.fetchDiagnostics(error))}`);
  }
  const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(printedAt / 1000) });
  return new Uint8Array(pdf);
}

/** Texts without control signs and halves of a sign, which the typesetter refuses or has no letter for. */
function plain(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replace(/\p{Cc}/gu, '') : value;
}

parentPort?.postMessage(typeset(workerData as Parameters<typeof typeset>[0]));
