import { connect, createServer, type Socket } from 'node:net';

/** A way to the database that can be cut, or freeze: connections stay and nothing passes. */
export async function passage(target: string) {
  const { port, hostname } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const server = createServer((client) => {
    client.on('error', () => {});
    if (state === 'cut') return void client.destroy();
    const database = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [client, database];
    pairs.add(pair);
    database.on('error', () => {}).on('close', () => client.destroy());
    client.on('close', () => {
      pairs.delete(pair);
      database.destroy();
    });
    client.pipe(database).pipe(client);
    if (state === 'frozen') freeze(pair);
  });
  const freeze = (pair: readonly Socket[]) => {
    for (const socket of pair) socket.unpipe().pause();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return {
    url: url.href,
    cut() {
      state = 'cut';
      for (const [client] of pairs) client.destroy();
    },
    freeze() {
      state = 'frozen';
      for (const pair of pairs) freeze(pair);
    },
    mend() {
      if (state === 'open') return;
      state = 'open';
      for (const [client, database] of pairs) client.pipe(database).pipe(client);
    },
    close() {
      for (const [client] of pairs) client.destroy();
      server.close();
    },
  };
}
