/**
 * One of several desk processes on one ledger and one store, each with a folder of its own. Says on which origin it answers, as JSON; answers a name with an account of that name
 * and a link that signs it in.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { loadSigningKey } from '@sipkadin/edition';
import { openLedger, uploadStore } from '@sipkadin/ledger';
import { openObjects } from '@sipkadin/objects';
import { sharedUploads } from '@sipkadin/workflow';
import express from 'express';
import { createDesk } from '../../src/app/desk.ts';
import { deploymentSecret } from '../deployment.ts';

const [url = '', folder = '', times = '', store = ''] = process.argv.slice(2);

const ledger = await openLedger({ url });
const objects = await openObjects(store);
const app = express();
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
const desk = await createDesk({
  ...{
    ledger,
    ledgerUrl: url,
    objects,
    uploads: sharedUploads(uploadStore(join(folder, 'uploads')), objects),
    spoolDir: join(folder, 'spool'),
  },
  ...{ editionsRoot: join(folder, 'editions'), signingKey: loadSigningKey(join(folder, 'key.pem')) },
  bannerFacts: () => undefined,
  publicPages: () => (_req, res) => void res.end(),
  log: { error: (data, text) => process.stderr.write(`${text} ${JSON.stringify(data)} ${String(Object.values(data)[0])}\n`) },
  baseUrl: origin,
  secret: deploymentSecret,
  rules: { passwords: { minLength: 12, check: true }, secondFactorRequired: false },
  times: JSON.parse(times) as { lease: number; renew: number; poll: number },
});
app.use(desk.router);
process.on('message', (name: string) => void enter(name));
process.on('disconnect', () => process.exit());
desk.resume();
process.send?.({ origin });

async function enter(name: string): Promise<void> {
  const email = `${name}@example.test`;
  const { id } = await desk.addAccount({ name, email });
  process.send?.({ id, link: await desk.signInLink(email) });
}
