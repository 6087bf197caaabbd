import assert from 'node:assert/strict';
import type { InitializeParams } from 'vscode-languageserver';
import type { Completions } from '../../server/features/completion/entry.js';
import { paragraph } from '../../server/features/hover/markdown.js';
import {
  type Display,
  readDisplay,
  toCodeLenses,
  toCompletionList,
  toHover,
} from '../../server/lsp/convert-features.js';

const ALL: Display = {
  markdownHover: true,
  markdownCompletion: true,
  markdownSignature: true,
  completionTags: true,
  labelDetails: true,
  snippets: true,
};
const LITTLE: Display = {
  markdownHover: false,
  markdownCompletion: false,
  markdownSignature: false,
  completionTags: false,
  labelDetails: false,
  snippets: false,
};

/** Every span on line 7. */
const rangeOf = ({ start, end }: { start: number; end: number }) => ({
  start: { line: 7, character: start },
  end: { line: 7, character: end },
});
const RANGE = { start: { line: 7, character: 1 }, end: { line: 7, character: 4 } };
const SPAN = { start: 1, end: 4 };

function initialize(textDocument: InitializeParams['capabilities']['textDocument']): InitializeParams {
  return { processId: null, rootUri: null, capabilities: textDocument ? { textDocument } : {} };
}

describe('features in LSP', () => {
  it('show what the editor can show', () => {
    assert.deepEqual(readDisplay(initialize(undefined)), LITTLE);
    assert.deepEqual(readDisplay(initialize({ hover: { contentFormat: ['plaintext'] }, completion: {} })), LITTLE);
    const completionItem = {
      documentationFormat: ['markdown' as const],
      tagSupport: { valueSet: [1 as const] },
      labelDetailsSupport: true,
      snippetSupport: true,
    };
    assert.deepEqual(
      readDisplay(
        initialize({
          hover: { contentFormat: ['markdown', 'plaintext'] },
          completion: { completionItem },
          signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
        }),
      ),
      ALL,
    );
  });

  it('hover', () => {
    const hover = { span: SPAN, markdown: '**a**', plainText: 'a' };
    assert.deepEqual(toHover(hover, ALL, rangeOf), { contents: { kind: 'markdown', value: '**a**' }, range: RANGE });
    assert.deepEqual(toHover(hover, LITTLE, rangeOf), { contents: { kind: 'plaintext', value: 'a' }, range: RANGE });
    assert.equal(toHover(undefined, ALL, rangeOf), null);
  });

  it('completion', () => {
    const edit = { span: SPAN, newText: 'b: ' };
    const documentation = [paragraph(['x*y'])];
    const completions: Completions = {
      isIncomplete: true,
      entries: [
        { label: 'b', kind: 'key', edit, filterText: '"b', documentation, deprecated: true },
        { label: 'a', kind: 'pool', edit, filterText: 'a', detail: '1 running' },
      ],
    };
    const textEdit = { range: RANGE, newText: 'b: ' };
    assert.deepEqual(toCompletionList(completions, undefined, ALL, rangeOf), {
      isIncomplete: true,
      items: [
        {
          label: 'b',
          kind: 10,
          sortText: '0000',
          filterText: '"b',
          textEdit,
          documentation: { kind: 'markdown', value: 'x\\*y' },
          tags: [1],
        },
        {
          label: 'a',
          kind: 18,
          sortText: '0001',
          filterText: 'a',
          textEdit,
          labelDetails: { description: '1 running' },
        },
      ],
    });
    const [first, second] = toCompletionList(completions, undefined, LITTLE, rangeOf).items;
    assert.deepEqual(first?.documentation, { kind: 'plaintext', value: 'x*y' });
    assert.equal(first?.tags, undefined);
    assert.equal(second?.detail, '1 running');
    // A space is typed all the time: it brings up values, no keys.
    const behindSpace = toCompletionList(completions, { triggerKind: 2, triggerCharacter: ' ' }, ALL, rangeOf);
    assert.deepEqual(
      behindSpace.items.map(({ label }) => label),
      ['a'],
    );
  });

  it('a colon completes what it is part of, and nothing after a key', () => {
    const entry = (label: string, start: number) =>
      ({ label, kind: 'value', edit: { span: { start, end: 4 }, newText: label }, filterText: label }) as const;
    const completions = { entries: [entry('queue:route:', 1), entry(' value', 4)], isIncomplete: false };
    const { items } = toCompletionList(completions, { triggerKind: 2, triggerCharacter: ':' }, ALL, rangeOf);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['queue:route:'],
    );
  });

  it('code lens', () => {
    const lenses = [
      { span: SPAN, title: 'one', poolId: 'a/b' },
      { span: SPAN, title: 'several', poolId: undefined },
    ];
    assert.deepEqual(toCodeLenses(lenses, rangeOf), [
      { range: RANGE, command: { title: 'one', command: 'taskcluster.showPool', arguments: ['a/b'] } },
      { range: RANGE, command: { title: 'several', command: '' } },
    ]);
  });
});
