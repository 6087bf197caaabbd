import type { Span } from '../../core/base/text.js';
import { operatorOf } from '../../core/jsone/operators.js';
import type { DocumentModel } from '../../core/model/model.js';
import { templateRoots } from '../../core/services/template-roots.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias } from '../../core/syntax/node.js';
import type { Step } from '../../core/syntax/node-at.js';
import { cronInWords } from '../cron-words.js';
import { dateText } from './date-text.js';
import { createVariables } from './environments.js';
import type { InlayHint } from './inlay-hint.js';
import { valueHints } from './value-hints.js';

/** How many expressions are evaluated: more than fit on a screen. */
const MOST_EVALUATED = 200;

/**
 * The hints in a part of the text: when a `$fromNow` is, when a schedule of a hook fires, and the value of an expression that
 * has the same one for all events. `now`: milliseconds since 1970.
 */
export function inlayHints(model: DocumentModel, within: Span, now: number): readonly InlayHint[] {
  const isWithin = ({ start, end }: Span): boolean => start <= within.end && within.start <= end;
  const found: InlayHint[] = [];
  for (const { map } of model.hooks) if (map && isWithin(map)) found.push(...scheduleHints(map));
  if (model.dialect === 'mustache') return found.filter(({ at }) => isWithin({ start: at, end: at }));
  let evaluated = 0;
  for (const { node: root, without, given } of templateRoots(model)) {
    const variablesAt = createVariables(model.tree.text, given);
    const visit = (node: Node, steps: readonly Step[], on: 'key' | 'value'): void => {
      if (!isWithin(node)) return;
      if (node.kind === 'scalar' && evaluated < MOST_EVALUATED) {
        const hints = valueHints({ node, steps, on }, model.tree.text, variablesAt);
        evaluated += hints.evaluated;
        found.push(...hints.found);
      }
      if (node.kind === 'seq')
        for (const [index, item] of node.items.entries()) visit(item, [...steps, { within: node, index }], 'value');
      if (node.kind !== 'map') return;
      if (operatorOf(node)?.operator === '$fromNow') found.push(...dateHint(node, now));
      for (const entry of node.entries) {
        const key = keyText(entry);
        if (key === undefined || (node === root && without.includes(key))) continue;
        const path = [...steps, { within: node, entry, key }];
        visit(entry.key, path, 'key');
        visit(entry.value, path, 'value');
      }
    };
    visit(root, [], 'value');
  }
  return found.filter(({ at }) => isWithin({ start: at, end: at })).sort((a, b) => a.at - b.at);
}

/** When the entries of a hook's schedule fire. */
function scheduleHints(hook: MapNode): InlayHint[] {
  const schedule = findEntry(hook, 'schedule')?.value;
  const list = schedule && resolveAlias(schedule);
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item) => {
    const words = item.kind === 'scalar' && item.type === 'string' ? cronInWords(item.text) : undefined;
    return words === undefined
      ? []
      : [{ at: item.end, label: `${words} (UTC)`, tooltip: 'When the schedule fires the hook' }];
  });
}

/** The date of `{$fromNow: "1 day"}`; none where it is counted from another time. */
function dateHint(map: MapNode, now: number): InlayHint[] {
  const value = findEntry(map, '$fromNow')?.value;
  if (value?.kind !== 'scalar' || value.type !== 'string' || value.style === 'block' || findEntry(map, 'from'))
    return [];
  const label = dateText(value.text, now);
  return label === undefined ? [] : [{ at: value.end, label, tooltip: 'If the template is rendered now' }];
}
