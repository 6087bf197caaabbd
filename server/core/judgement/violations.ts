import type { RuleId } from '../rules/ids.js';
import type { Violation } from '../schema/validate.js';
import { type Entry, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import type { Span } from '../text.js';
import { beginning, keySpan, type Located, locate, type Place, valueSpan } from '../values/located.js';
import type { Issue } from './issue.js';
import { repairEdits } from './repair.js';

/** Turns what a schema says about data into issues at the places in the source that the data was made from. */
export function schemaIssue(tree: SyntaxTree, located: Located, violation: Violation, rule: RuleId = 'schema'): Issue {
  const place = locate(located, violation.path);
  const odd =
    violation.key === MAPPING_AS_KEY ? place.maps.flatMap(({ entries }) => entries).find(hasMappingAsKey) : undefined;
  if (odd) {
    const message = 'A mapping cannot be a key. Text with braces needs quotes around it.';
    return { rule, message, span: valueSpan(tree.text, { node: odd.key, entry: undefined }), fixes: [] };
  }
  const fixes = place.exact ? repairEdits(tree, place, violation) : [];
  const message = violation.message.replaceAll(MAPPING_AS_KEY, '{…}');
  const issue: Issue = { rule, message, span: spanOf(tree.text, place, violation), fixes };
  const [base, ...merged] = violation.keyword === 'required' ? place.maps : [];
  return base && merged.length > 0 ? { ...issue, beneath: beginning(tree.text, base) } : issue;
}

/** What js-yaml makes of a key that is a mapping. */
const MAPPING_AS_KEY = '[object Object]';

function hasMappingAsKey({ key }: Entry): boolean {
  return resolveAlias(key)?.kind === 'map';
}

function spanOf(text: string, place: Place, { key, keyword }: Violation): Span {
  if (key === undefined || !place.exact) return valueSpan(text, place);
  const known = keyword === 'required' ? undefined : keySpan(place.maps, key);
  if (known) return known;
  // Something is missing: the key whose value lacks it, or the first key of a task.
  return place.entry
    ? { start: place.entry.key.start, end: place.entry.key.end }
    : beginning(text, place.maps.at(-1) ?? place.node);
}
