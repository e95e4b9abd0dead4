import { createServer, type Socket } from 'node:net';

/** A mail server on a free port that keeps the mails it receives. */
export interface Mailbox {
  url: string;
  received: { from: string; to: string[]; text: string }[];
  /** A refusal that it answers to every recipient. */
  refuse: string | undefined;
  close(): Promise<void>;
}

export function listenForMail(): Promise<Mailbox> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = '';
    let mail = { from: '', to: [] as string[], text: '' };
    let inText = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string) => {
      if (inText && line !== '.') mail.text += `${line.replace(/^\./, '')}\n`;
      else if (inText) {
        box.received.push({ ...mail, text: plain(mail.text) });
        inText = false;
        say('250 taken');
      } else if (/^(EHLO|HELO)/i.test(line)) say('250 mailbox');
      else if (/^MAIL FROM:/i.test(line)) {
        mail = { from: addressIn(line), to: [], text: '' };
        say('250 ok');
      } else if (/^RCPT TO:/i.test(line)) {
        if (box.refuse === undefined) mail.to.push(addressIn(line));
        say(box.refuse ?? '250 ok');
      } else if (/^DATA/i.test(line)) {
        inText = true;
        say('354 go on');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else say('250 ok');
    };
    socket.on('data', (data) => {
      const lines = `${pending}${data.toString('utf8')}`.split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
    say('220 mailbox');
  });
  const box: Mailbox = {
    url: '',
    received: [],
    refuse: undefined,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      box.url = `smtp://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
      resolve(box);
    });
  });
}

const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';

/** Decodes quoted-printable; the texts are ASCII. */
const plain = (text: string) =>
  text.replaceAll('=\n', '').replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
