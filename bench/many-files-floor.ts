// Prints, as JSON, how long it takes to find and read the candidates in a folder, and to parse them, in a fresh process: less
// than that no command can take. The time for starting the process is not in it.

import { loadAll } from '../server/cli/documents.js';
import { nodeIo } from '../server/cli/io.node.js';
import type { Input } from '../server/cli/options.js';
import type { SourceDocument } from '../server/core/base/document.js';
import { parse } from '../server/core/syntax/parse.js';

async function measure(folder: string): Promise<void> {
  const input: Input = { paths: [folder], stdinName: '', color: undefined, meant: undefined, config: { use: 'none' } };
  const begun = performance.now();
  const candidates: SourceDocument[] = [];
  for await (const loaded of loadAll(input, nodeIo()))
    if ('document' in loaded && loaded.document) candidates.push(loaded.document);
  const scanned = performance.now();
  for (const { text, syntax } of candidates) parse(text, syntax);
  const parsed = performance.now();
  console.log(JSON.stringify({ candidates: candidates.length, scan: scanned - begun, parse: parsed - scanned }));
}

measure(process.argv[2] ?? '.').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
