import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { type Uses, usesAt } from '../../server/features/navigation/find-uses.js';
import { rename } from '../../server/features/navigation/rename.js';
import type { View } from '../../server/features/view.js';
import { type FeatureCase, readFeatureCases } from '../support/feature-cases.js';

function viewOf({ fileName, syntax, text, offset }: FeatureCase): View {
  return { model: buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax)), offset };
}

function marked(text: string, found: Uses | undefined): string {
  if (!found) return '';
  const edits = found.uses.map(({ span, isDefinition }) => {
    const name = text.slice(span.start, span.end);
    return { span, newText: isDefinition ? `«${name}»` : `‹${name}›` };
  });
  return applyEdits(text, edits);
}

function definition(text: string, found: Uses | undefined): string {
  return (found?.targets ?? []).map(({ whole }) => `${text.slice(whole.start, whole.end).trimEnd()}\n`).join('');
}

function renamed(one: FeatureCase, newName: string): { text?: string; refused?: string } {
  const result = rename(viewOf(one), newName);
  if (!result) return {};
  return 'refused' in result ? { refused: `${result.refused}\n` } : { text: applyEdits(one.text, result.edits) };
}

describe('definitions, uses, renaming', () => {
  for (const one of readFeatureCases(readFileSync('test/unit/features/navigation.cases.md', 'utf8'))) {
    it(one.title, () => {
      assert.ok(one.results.length > 0);
      for (const { name, info, text } of one.results) {
        const found = usesAt(viewOf(one));
        if (name === 'uses') assert.equal(marked(one.text, found), text);
        else if (name === 'definition') assert.equal(definition(one.text, found), text);
        else if (name === 'rename') assert.deepEqual(renamed(one, info), { text });
        else if (name === 'refused') assert.deepEqual(renamed(one, info), { refused: text });
        else assert.fail(name);
      }
    });
  }
});
