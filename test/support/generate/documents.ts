import fc from 'fast-check';
import type { Generated } from './generated.js';
import { merged } from './merged.js';
import { plainDocument } from './plain-documents.js';
import { versionZero } from './version-0.js';
import { versionOne } from './version-1.js';

// From the smallest to the largest: `parts.ts` says what a document is made of and `text-writer.ts` writes it; `scalars.ts`,
// `entries.ts`, `tasks.ts` and `aliases.ts` make parts at random; `generated.ts` makes a text of them. Above these stands a
// file for each kind of document.

/** Documents of all kinds. */
export const documents: fc.Arbitrary<Generated> = fc.oneof(
  { weight: 4, arbitrary: plainDocument },
  { weight: 1, arbitrary: versionZero },
  { weight: 3, arbitrary: versionOne },
  { weight: 2, arbitrary: merged },
);
