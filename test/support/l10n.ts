import assert from 'node:assert/strict';
import type { Translate } from '../../client/l10n.js';
import bundle from '../../l10n/bundle.l10n.json' with { type: 'json' };

/** Says a text as an editor without translations does. */
export const english: Translate = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (placeholder, i) => String(values[Number(i)] ?? placeholder));

/** A translation of every text in the bundle into a language that only tests speak: `[[Ope~n the f~ile]]`. */
export const PSEUDO_BUNDLE: ReadonlyMap<string, string> = new Map(
  Object.entries(bundle).map(([key, text]) => [key, `[[${text.replace(/[aeiou]/g, '$&~')}]]`]),
);

/** Says a text as an editor with that translation does. Fails if the bundle does not have it. */
export const pseudo: Translate = (message, ...values) => {
  const translated = PSEUDO_BUNDLE.get(message);
  assert.ok(translated !== undefined, `l10n/bundle.l10n.json does not have "${message}": run npm run docs`);
  return english(translated, ...values);
};
