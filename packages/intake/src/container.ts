import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { finding } from '@sipkadin/budget';
import { openCsv } from './csv.ts';
import { openJson } from './json.ts';
import { Refusal, type Workbook } from './sheet.ts';
import { openXlsx } from './xlsx/open.ts';
import type { ZipLimits } from './xlsx/zip.ts';

/** What the first bytes say a file is; its name's ending is only believed for text. */
export type Container =
  | 'xlsx'
  | 'csv'
  | 'json'
  | 'xls'
  | 'ole-encrypted'
  | 'html'
  | 'xml'
  | 'ods'
  | 'pdf'
  | 'rar'
  | '7z'
  | 'gzip'
  | 'lock'
  | 'empty'
  | 'unknown';

function head(path: string): { bytes: Buffer; size: number } {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(4096);
    return { bytes: buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0)), size: fstatSync(file).size };
  } finally {
    closeSync(file);
  }
}

const starts = (bytes: Buffer, ...signature: number[]) => signature.every((byte, at) => bytes[at] === byte);

export function sniff(path: string, name: string): Container {
  const { bytes, size } = head(path);
  if (size === 0) return 'empty';
  if (name.startsWith('~$') || (size === 165 && (bytes[0] ?? 0) < 55 && bytes[0] !== 0x50)) return 'lock';
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) {
    return bytes.subarray(0, 200).includes('mimetypeapplication/vnd.oasis') ? 'ods' : 'xlsx';
  }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return holdsEncryptedPackage(path) ? 'ole-encrypted' : 'xls';
  if (starts(bytes, 0x09, 0x08) || starts(bytes, 0x09, 0x04) || starts(bytes, 0x09, 0x02)) return 'xls';
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
  if (starts(bytes, 0x52, 0x61, 0x72, 0x21)) return 'rar';
  if (starts(bytes, 0x37, 0x7a, 0xbc, 0xaf)) return '7z';
  if (starts(bytes, 0x1f, 0x8b)) return 'gzip';
  const text = bytes
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .slice(0, 600)
    .toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<meta|<style)/.test(text)) return 'html';
  if (text.startsWith('<?xml') || text.startsWith('<workbook')) return text.includes('<html') ? 'html' : 'xml';
  if (text.startsWith('<')) return 'html';
  if (text.startsWith('[') || text.startsWith('{')) return 'json';
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const nuls = bytes.filter((byte) => byte === 0).length;
  if (!utf16 && nuls > 0 && nuls < bytes.length / 4) return 'unknown';
  const controls = bytes.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length - nuls;
  if (!utf16 && controls > bytes.length / 50) return 'unknown';
  return text.trim() === '' && !utf16 && nuls === 0 ? 'empty' : 'csv';
}

/** A password-protected .xlsx is an OLE file with a stream of this name, in UTF-16. */
function holdsEncryptedPackage(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const size = Math.min(fstatSync(file).size, 4_000_000);
    const buffer = Buffer.alloc(size);
    readSync(file, buffer, 0, size, 0);
    return buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  } finally {
    closeSync(file);
  }
}

/** @throws Refusal that says what the file is and what to do. */
export async function openWorkbook(path: string, name: string, limits?: ZipLimits): Promise<Workbook> {
  const container = sniff(path, name);
  switch (container) {
    case 'xlsx':
      return openXlsx(path, limits);
    case 'csv':
      return openCsv(path, name);
    case 'json':
      return openJson(path, name);
    case 'empty':
      throw new Refusal(finding('container-empty'));
    case 'lock':
      throw new Refusal(finding('container-lock-file', { value: name }));
    case 'ole-encrypted':
      throw new Refusal(finding('container-encrypted'));
    case 'xls':
    case 'ods':
    case 'html':
    case 'xml':
      throw new Refusal(finding('container-not-read', { value: { xls: '.xls', ods: '.ods', html: 'HTML', xml: 'XML 2003' }[container] }));
    case 'unknown':
      throw new Refusal(finding('container-not-a-spreadsheet', { value: '' }));
    default:
      throw new Refusal(finding('container-not-a-spreadsheet', { value: container }));
  }
}
