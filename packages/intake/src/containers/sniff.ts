import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { oleEntries } from './ole.ts';

/** Detects the container by the first bytes; the file name's extension counts for text only. */
export type Container =
  | 'zip'
  | 'csv'
  | 'json'
  | 'xls'
  | 'ole-encrypted'
  | 'ole-damaged'
  | 'doc'
  | 'html'
  | 'mhtml'
  | 'xml'
  | 'pdf'
  | 'rar'
  | '7z'
  | 'gzip'
  | 'lock'
  | 'empty'
  | 'unknown';

const signatures: readonly (readonly [Container, ...number[]])[] = [
  ['zip', 0x50, 0x4b, 0x03, 0x04],
  ['zip', 0x50, 0x4b, 0x05, 0x06],
  ['xls', 0xd0, 0xcf, 0x11, 0xe0],
  ['xls', 0x09, 0x08],
  ['xls', 0x09, 0x04],
  ['xls', 0x09, 0x02],
  ['pdf', 0x25, 0x50, 0x44, 0x46, 0x2d],
  ['rar', 0x52, 0x61, 0x72, 0x21],
  ['7z', 0x37, 0x7a, 0xbc, 0xaf],
  ['gzip', 0x1f, 0x8b],
];

/** Looks at the first bytes of a file (and at an OLE file's directory); reads nothing else. */
export function sniff(path: string, name: string): Container {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(4096);
    const bytes = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
    if (bytes.length === 0) return 'empty';
    if (isLock(bytes, name)) return 'lock';
    const known = signatures.find(([, ...signature]) => signature.every((byte, at) => bytes[at] === byte))?.[0];
    if (known === 'xls' && bytes[0] === 0xd0) return kindOfOle(oleEntries(file, fstatSync(file).size));
    return known ?? kindOfText(bytes);
  } finally {
    closeSync(file);
  }
}

/** Office writes beside an open file who has it open: the length of a name, the name, and both again in UTF-16. */
function isLock(bytes: Buffer, name: string): boolean {
  if (/^(?:~\$|\.~lock\.)/.test(name)) return true;
  const length = bytes[0] ?? 0;
  return bytes.length === 165 && length > 0 && length < 55 && bytes[55] === length && bytes[56] === 0;
}

function kindOfOle(entries: readonly string[] | undefined): Container {
  if (!entries) return 'ole-damaged';
  if (entries.includes('EncryptedPackage')) return 'ole-encrypted';
  if (entries.includes('Workbook') || entries.includes('Book')) return 'xls';
  return 'doc';
}

/** The headers that web archives begin with; one of the first of them is MIME-Version. */
const mimeHead = /^(?:from|subject|date|mime-version|content-type|content-location|snapshot-content-location|x-[a-z-]{1,30}):/;

function kindOfText(bytes: Buffer): Container {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = (utf16 ? bytes.subarray(2).filter((byte) => byte !== 0) : bytes)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .slice(0, 600)
    .toLowerCase();
  if (text.startsWith('<?xml') || text.startsWith('<workbook')) return text.includes('<html') ? 'html' : 'xml';
  if (text.startsWith('<')) return 'html';
  if (text.startsWith('[') || text.startsWith('{')) return 'json';
  if (mimeHead.test(text) && text.includes('mime-version:')) return 'mhtml';
  if (utf16) return 'csv';
  const nuls = nulsByParity(bytes);
  // A NUL in every other byte is UTF-16 without its mark; any others are no text at all.
  if (Math.max(...nuls) > bytes.length / 4 && Math.min(...nuls) === 0) return 'csv';
  if (Math.max(...nuls) > 0) return 'unknown';
  const controls = bytes.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  if (controls > bytes.length / 50) return 'unknown';
  return text === '' ? 'empty' : 'csv';
}

function nulsByParity(bytes: Buffer): [number, number] {
  const count: [number, number] = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) count[at % 2 === 0 ? 0 : 1]++;
  return count;
}

/** Office and OpenDocument begin with these parts; only another .zip need be opened to know what it is. */
const packageParts = /^(?:\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/|customXml\/|mimetype|content\.xml|META-INF\/)/i;

/** Whether a file is a .zip whose first part is none of a workbook's. */
export function beginsAsArchive(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(400);
    const bytes = head.subarray(0, readSync(file, head, 0, head.length, 0));
    if (bytes.length < 30 || bytes.readUInt32LE(0) !== 0x04034b50) return bytes.length >= 22 && bytes.readUInt32LE(0) === 0x06054b50;
    return !packageParts.test(bytes.toString('latin1', 30, 30 + bytes.readUInt16LE(26)));
  } finally {
    closeSync(file);
  }
}
