import { z } from 'zod';
import type { Tool } from '../tool.ts';
import { compareTool } from './compare.ts';
import { editionsTool } from './editions.ts';
import { explainTool } from './explain.ts';
import { figureTool } from './figure.ts';
import { searchTool } from './search.ts';
import { sumTool } from './sum.ts';
import { verifyTool } from './verify.ts';

export const tools: ReadonlyMap<string, Tool> = new Map(
  [searchTool, figureTool, compareTool, sumTool, explainTool, verifyTool, editionsTool].map((one) => [one.name, one]),
);

interface ObjectSchema {
  [key: string]: unknown;
  type: 'object';
}

const inputOf = (shape: z.ZodType) => z.toJSONSchema(shape, { io: 'input' }) as ObjectSchema;
/** With shapes that occur several times once: outputs repeat the edition that they are from. */
const outputOf = (shape: z.ZodType) => z.toJSONSchema(shape, { io: 'output', reused: 'ref' }) as ObjectSchema;

let described: ReturnType<typeof describeAll> | undefined;

/** The tools as an assistant is told of them. Made once, when first asked for. */
export function toolList() {
  described ??= describeAll();
  return described;
}

function describeAll() {
  return [...tools.values()].map(({ name, title, description, input, output }) => ({
    ...{ name, title, description, inputSchema: inputOf(input), outputSchema: outputOf(output) },
    annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  }));
}
