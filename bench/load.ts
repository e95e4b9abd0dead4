/**
 * Asks one address again and again over kept connections and prints how many answers came. Reads no heads after the first answer:
 * all are of one length, so that the load costs less than the server.
 */
import { connect } from 'node:net';

const [url = '', milliseconds = '1000', connections = '32'] = process.argv.slice(2);
const { hostname, port, pathname, search } = new URL(url);
const question = Buffer.from(
  `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\nAccept-Encoding: gzip\r\nUser-Agent: bench\r\nAccept: text/html\r\n\r\n`,
);
const end = performance.now() + Number(milliseconds);
let answers = 0;

function one(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let length = 0;
    let first = Buffer.alloc(0);
    let rest = 0;
    const answered = () => {
      answers++;
      rest = length;
      if (performance.now() < end) socket.write(question);
      else socket.destroy();
    };
    socket.on('connect', () => socket.write(question));
    socket.on('error', reject).on('close', () => resolve());
    socket.on('data', (bytes) => {
      if (length > 0) {
        rest -= bytes.length;
        if (rest === 0) answered();
        else if (rest < 0) socket.destroy(new Error('an answer is longer than the first'));
        return;
      }
      first = Buffer.concat([first, bytes]);
      const head = first.indexOf('\r\n\r\n');
      const size = /^content-length: (\d+)\r$/im.exec(first.toString('latin1'))?.[1];
      if (head < 0) return;
      if (!first.toString('latin1').startsWith('HTTP/1.1 200')) socket.destroy(new Error(first.toString('latin1', 0, head)));
      const whole = head + 4 + Number(size);
      if (first.length === whole) {
        length = whole;
        answered();
      }
    });
  });
}

const started = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, one));
process.stdout.write(`${JSON.stringify({ answers, seconds: (performance.now() - started) / 1000 })}\n`);
