import { existsSync, readFileSync } from 'node:fs';
import type { RuleId } from '../../server/core/base/rule-ids.js';
import type { Case } from './cases.js';
import { formatCases } from './format-cases.js';
import { readLiveCases } from './live-cases.js';

/** Where the rules and their cases are. */
export const RULES_FOLDER = 'server/core/rules';

/** A case of a rule, and where it is written. */
export interface RuleCase extends Case {
  readonly file: string;
}

/** All cases of a rule about files: those of its own `cases.md`, and its rows in the table of the formats. */
export function casesOf(rule: RuleId): RuleCase[] {
  return [
    ...read(`${RULES_FOLDER}/${rule}/cases.md`, readLiveCases),
    ...read(`${RULES_FOLDER}/format-cases.md`, (table) => formatCases(rule, table)),
  ];
}

function read(file: string, reader: (markdown: string) => readonly Case[]): RuleCase[] {
  return existsSync(file) ? reader(readFileSync(file, 'utf8')).map((one) => ({ ...one, file })) : [];
}
