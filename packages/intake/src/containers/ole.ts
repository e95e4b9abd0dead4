import { readSync } from 'node:fs';

const signature = 'd0cf11e0a1b11ae1';
/** Sectors of a directory that are looked at: 64 KB or more of names. */
const mostSectors = 128;

/**
 * Names in the directory of an OLE compound file, the container of .xls, .doc and of workbooks under a password.
 * @returns undefined for one whose directory cannot be found
 */
export function oleEntries(file: number, size: number): string[] | undefined {
  const header = Buffer.alloc(512);
  if (readSync(file, header, 0, 512, 0) < 512 || header.toString('hex', 0, 8) !== signature) return undefined;
  const sectorSize = 2 ** header.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) return undefined;
  const sector = Buffer.alloc(sectorSize);
  const readSector = (number: number): boolean => {
    const position = (number + 1) * sectorSize;
    return position < size && readSync(file, sector, 0, sectorSize, position) > 0;
  };
  const names: string[] = [];
  let number = header.readUInt32LE(48);
  for (let count = 0; count < mostSectors && readSector(number); count++) {
    for (let at = 0; at < sectorSize; at += 128) {
      const length = Math.min(64, sector.readUInt16LE(at + 64));
      if (length > 2) names.push(sector.toString('utf16le', at, at + length - 2));
    }
    // The allocation table holds the next sector of each; its first 109 sectors are listed in the header.
    const perSector = sectorSize / 4;
    const list = Math.floor(number / perSector);
    if (list >= 109 || !readSector(header.readUInt32LE(76 + list * 4))) break;
    number = sector.readUInt32LE((number % perSector) * 4);
  }
  return names.length === 0 ? undefined : names;
}
