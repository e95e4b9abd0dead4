import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Entry of every command. Nothing of ours is imported before the Node is known to be new enough.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `sipkadin: Node ${process.versions.node} terlalu lama; pasang Node 24. Node is too old; install Node 24 (22.18 at least), or run it through npm\n`,
  );
  process.exit(1);
}
// A command starts in half the time; where the folder cannot be written to, nothing changes.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/sipkadin'));
// `| head` has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
const { run } = await import('./cli.ts');
process.exitCode = await run(process.argv.slice(2));
