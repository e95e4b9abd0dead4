import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One part of an archive made for a test; what it claims of itself may be a lie. */
export interface Part {
  name: string;
  body: string | Buffer;
  stored?: boolean;
  /** Already deflated, with the size and checksum that it has inflated. */
  deflated?: { size: number; crc: number };
  claims?: { size?: number; crc?: number; entries?: number };
  flags?: number;
  /** Points at the bytes of the part that came before. */
  overlaps?: boolean;
}

interface Entry {
  part: Part;
  raw: Buffer;
  packed: Buffer;
  size: number;
  crc: number;
  offset: number;
}

function header(signature: number, { part, packed, size, crc }: Entry, zip64: boolean): Buffer {
  const central = signature === 0x02014b50;
  const record = Buffer.alloc(central ? 46 : 30);
  const at = central ? 2 : 0;
  record.writeUInt32LE(signature, 0);
  record.writeUInt16LE(zip64 ? 45 : 20, 4);
  record.writeUInt16LE(part.flags ?? 0, 6 + at);
  record.writeUInt16LE(part.stored ? 0 : 8, 8 + at);
  record.writeUInt32LE(part.claims?.crc ?? crc, 14 + at);
  record.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 18 + at);
  record.writeUInt32LE(zip64 ? 0xffffffff : (part.claims?.size ?? size), 22 + at);
  record.writeUInt16LE(Buffer.byteLength(part.name), 26 + at);
  return record;
}

/** A .zip of these parts; deflated unless they say otherwise, dated month 0 as some writers do. */
export function zip(parts: readonly Part[], { zip64 = false, entries }: { zip64?: boolean; entries?: number } = {}): Buffer {
  const pieces: Buffer[] = [];
  const written: Entry[] = [];
  let offset = 0;
  const write = (bytes: Buffer) => {
    pieces.push(bytes);
    offset += bytes.length;
  };
  for (const part of parts) {
    const raw = Buffer.isBuffer(part.body) ? part.body : Buffer.from(part.body);
    const packed = part.stored || part.deflated ? raw : deflateRawSync(raw, { level: 1 });
    const { size, crc } = part.deflated ?? { size: raw.length, crc: crc32(raw) };
    const entry: Entry = { part, raw, packed, size, crc, offset: part.overlaps ? (written.at(-1)?.offset ?? 0) : offset };
    written.push(entry);
    if (part.overlaps) continue;
    const local = header(0x04034b50, entry, zip64);
    if (zip64) local.writeUInt16LE(20, 28);
    write(local);
    write(Buffer.from(part.name));
    if (zip64) write(sizes64(entry));
    write(packed);
  }
  const start = offset;
  for (const entry of written) {
    const central = header(0x02014b50, entry, zip64);
    if (zip64) central.writeUInt16LE(20, 30);
    central.writeUInt32LE(entry.offset, 42);
    write(central);
    write(Buffer.from(entry.part.name));
    if (zip64) write(sizes64(entry));
  }
  const count = entries ?? written.length;
  const size = offset - start;
  if (zip64) write(end64(count, size, start));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 8);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : size, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : start, 16);
  write(end);
  return Buffer.concat(pieces);
}

function sizes64({ packed, size }: Entry): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(packed.length), 12);
  return extra;
}

function end64(count: number, size: number, start: number): Buffer {
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(start + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

/** A part of many equal pieces between a head and a foot, deflated without ever being whole. */
export function repeated(name: string, head: string, piece: string, times: number, foot: string): Part {
  const perBlock = Math.max(1, Math.min(times, Math.ceil(1_000_000 / piece.length)));
  const block = Buffer.from(piece.repeat(perBlock));
  const blocks = Math.floor(times / perBlock);
  const rest = Buffer.from(piece.repeat(times - blocks * perBlock) + foot);
  const start = Buffer.from(head);
  // Each piece is flushed to a byte boundary with its window forgotten, so that one can follow the other.
  const open = (bytes: Buffer) => deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_FULL_FLUSH });
  const packed = open(block);
  let crc = crc32(start);
  for (let at = 0; at < blocks; at++) crc = crc32(block, crc);
  crc = crc32(rest, crc);
  const body = Buffer.concat([open(start), ...Array.from({ length: blocks }, () => packed), deflateRawSync(rest)]);
  return { name, body, deflated: { size: start.length + block.length * blocks + rest.length, crc } };
}
