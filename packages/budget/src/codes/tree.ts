import { type Code, type CodeKind, parentCode } from './code.ts';

/** The code and every code above it, deepest first, without the root ''. A sub kegiatan has five: there is no fourth level. */
export function lineage(kind: CodeKind, code: Code): Code[] {
  const codes: Code[] = [];
  for (let at = code; at !== ''; at = parentCode(kind, at)) codes.push(at);
  return codes;
}
