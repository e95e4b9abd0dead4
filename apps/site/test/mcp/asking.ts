import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect } from 'vitest';

/** What tools answer with. */
export interface Value {
  [name: string]: unknown;
  value: string | null;
  edition: { hash: string; edition: number; year: number };
}
export type Arguments = Record<string, unknown>;

/**
 * A client of the SDK at a site, with what tests ask.
 * @param mode auto: by the protocol of 2026-07-28, which sends no session and no handshake; legacy: by those before
 */
export async function askingAt(base: string, mode: 'auto' | 'legacy') {
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${base}/mcp`)));
  // With the schemas of the results the client holds every result against them.
  await client.listTools();
  async function call(name: string, given: Arguments) {
    const { isError = false, content, structuredContent } = await client.callTool({ name, arguments: given });
    const texts = content.map((one) => (one.type === 'text' ? one.text : ''));
    return { isError, sentence: texts[0] ?? '', json: texts[1] ?? '', value: structuredContent as Value };
  }
  return {
    client,
    call,
    answered: async (name: string, given: Arguments) => {
      const answer = await call(name, given);
      expect(answer.isError, answer.sentence).toBe(false);
      expect(JSON.parse(answer.json)).toEqual(answer.value);
      return answer;
    },
    /** The codes of the faults for which nothing was answered. */
    refused: async (name: string, given: Arguments): Promise<string[]> => {
      const { isError, json, sentence } = await call(name, given);
      expect(isError, sentence).toBe(true);
      const { faults } = JSON.parse(json) as { faults: { code: string; wrong: { id: string; en: string }; remedy: { id: string } }[] };
      for (const { wrong, remedy } of faults) for (const text of [wrong.id, wrong.en, remedy.id]) expect(text).toMatch(/^.{8,}\.$/s);
      return faults.map(({ code }) => code);
    },
  };
}
