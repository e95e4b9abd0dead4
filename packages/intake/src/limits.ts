import { strict as assert } from 'node:assert';

/*
 * What a file may cost, in one place. Files come from outside: each bound is there because a small file could otherwise
 * take all memory or time. The relations below are checked when the module loads, in the server and in the child.
 */

/** As Excel has them. */
export const excel = { rows: 1_048_576, cellText: 32_767 };

/** Of any container. */
export const workbookLimits = {
  sheets: 300,
  /** Merged ranges of a sheet, and the characters of their list in an .xlsx. */
  merges: 1000,
  mergeList: 400_000,
  /** An .xlsx part larger than this is read once, without its merged ranges, which are at its end. */
  bytesSearchedForMerges: 32_000_000,
};

/** Of containers that cannot be read row by row: their sheets are held in memory whole. */
export const gridLimits = {
  cells: 2_000_000,
  /** Texts that are kept once, however often they come. */
  texts: 100_000,
};

/** Bytes of files that are held in memory whole: a parsed JSON takes about five times its size, the cells of an .xls about ten. */
export const wholeFileLimits = { json: 60_000_000, xls: 30_000_000, xlsbInflated: 60_000_000, mhtml: 30_000_000 };

export const zipLimits = {
  entries: 5_000,
  /** Of all parts that are read, together. */
  inflatedBytes: 2_000_000_000,
};

/** Of an archive of several reports; a small one may not inflate to more than `smallInflatedBytes`, or to this many times its size. */
export const archiveLimits = { entries: 2_000, inflatedBytes: 1_000_000_000, reports: 100, smallInflatedBytes: 50_000_000, ratio: 100 };

export const xmlLimits = {
  /** Characters of one element that is held whole: a row, a shared string, a tag that does not end. */
  element: 4_000_000,
  /** Levels of a workbook's own parts, and of files that are XML themselves. */
  partDepth: 64,
  documentDepth: 256,
};

/** Pages that leave elements open nest hundreds of them. */
export const htmlLimits = { depth: 2000, styles: 1_000_000 };

/** The table of shared strings of an .xlsx. */
export const stringLimits = { count: 2_000_000, characters: 120_000_000 };

export const csvLimits = {
  /** Characters and lines of one record: a quotation mark that is never closed would make the file one record. */
  record: 4_000_000,
  lines: 100,
};

/** Characters of texts that are kept: names of codes (the longest official ones have some 250), and packages or documents. */
export const keptText = { name: 500, free: 1000 };

/** Of the copy of a workbook's rows that the desk shows: bytes on disk, pages whose places are in memory, columns, and rows in a page. */
export const tableCopyLimits = { bytes: 300_000_000, pages: 100_000, columns: 200, pageRows: 100 };

/** Bytes of one record on the pipe from the child. */
export const wireRecord = 1 << 24;

/** Contracts, obstacles and targets of one file: they are held in memory whole. A city has some thousands of contracts a year. */
export const worksRows = 20_000;

/** Activities of one file: two code numbers are kept in one number of 53 bits. */
export const codeNumbers = 1 << 22;

/** What reading one file may cost. */
export interface ReadLimits {
  /** Of V8's heap; with buffers and code the process stays well below twice that. */
  heapMegabytes: number;
  /** Of the process's private memory, where the system can bound it. */
  dataBytes: number;
  /**
   * Time for a file of so many bytes: the processor's where the system can bound it, so that a busy machine refuses nothing,
   * with a wall clock of four times that behind it; else the wall clock's.
   */
  milliseconds: (bytes: number) => number;
}

export const readLimits: ReadLimits = {
  heapMegabytes: 320,
  dataBytes: 900_000_000,
  milliseconds: (bytes) => 9_500 + Math.round((bytes / 10_000_000) * 20_000),
};

const heap = readLimits.heapMegabytes * 1024 * 1024;
/** An object of three fields and its place in a row: 48 + 8 bytes in V8 without compressed pointers. */
const cellBytes = 56;
/** A slot of eight bytes, at most three of four filled, and the old table beside the new one while it grows. */
const keyBytes = 32;
/** A code unit of a text that is not Latin. */
const characterBytes = 2;
/** The most that a character of a text takes in UTF-8, for each of its code units. */
const wireBytes = 3;
/** "&#x10FFFF;" for one code unit. */
const escapedLength = 10;

assert(readLimits.dataBytes > 2 * heap, 'the process is bounded above its heap, or the heap bound would never be met');
assert(gridLimits.cells * cellBytes + gridLimits.texts * keptText.free < heap, 'a sheet in memory fits the heap');
assert(stringLimits.characters * characterBytes < heap, 'the shared strings fit the heap');
assert(wholeFileLimits.json * 5 < heap, 'a parsed JSON file fits the heap');
assert(wholeFileLimits.xls * 10 < heap, 'the cells of an .xls fit the heap');
assert(wholeFileLimits.xlsbInflated < readLimits.dataBytes - heap, 'the parts of an .xlsb fit beside the heap');
assert(excel.rows * keyBytes < readLimits.dataBytes - heap, 'the keys of the longest sheet fit beside the heap');
assert(excel.cellText * escapedLength < xmlLimits.element, 'any cell that Excel can hold is within the longest element');
assert(csvLimits.record * wireBytes < wireRecord, 'any field of a CSV can be sent by the child');
assert(keptText.name <= keptText.free && keptText.free <= excel.cellText);
assert(codeNumbers ** 2 <= Number.MAX_SAFE_INTEGER && codeNumbers >= excel.rows, 'a pair of codes fits one number');
assert(archiveLimits.entries <= zipLimits.entries && archiveLimits.inflatedBytes <= zipLimits.inflatedBytes);
assert(readLimits.milliseconds(0) < 10_000, 'a small file is stopped within ten seconds');
assert(readLimits.milliseconds(wholeFileLimits.xls) > readLimits.milliseconds(0), 'a larger file has more time');
