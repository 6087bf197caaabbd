import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { type SourceDocument, syntaxOf } from '../../server/core/base/document.js';
import { finish } from '../../server/core/base/steps.js';
import type { Span } from '../../server/core/base/text.js';
import { type Code, compile } from '../../server/core/jsone/engine/index.js';
import { buildModel } from '../../server/core/model/build.js';
import { queueReferences } from '../../server/core/references/queue-references.js';
import type { SyntaxTree } from '../../server/core/syntax/node.js';
import { parse } from '../../server/core/syntax/parse.js';
import { codeLenses } from '../../server/features/code-lens.js';
import { complete } from '../../server/features/completion/completion.js';
import { hover } from '../../server/features/hover/hover.js';
import { inlayHints } from '../../server/features/inlay-hints/inlay-hints.js';
import { documentLinks } from '../../server/features/links/links.js';
import { pageUrl } from '../../server/features/links/pages.js';
import { usesAt } from '../../server/features/navigation/find-uses.js';
import { rename } from '../../server/features/navigation/rename.js';
import { semanticTokens } from '../../server/features/semantic-tokens/semantic-tokens.js';
import { signatureAt } from '../../server/features/signature-help.js';
import { isDockerTaskAt, workerView } from '../../server/features/worker-view/worker-view.js';
import { documents } from '../support/generate/documents.js';
import { knowledgeOf, THEN } from '../support/knowledge.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

const KNOWLEDGE = knowledgeOf({
  pools: { 'proj-a/linux': { capacity: { running: 1 } }, 'proj-a/b-linux': {}, 'releng-3/w1': 'loading' },
  queues: { 'proj-a/linux': { pending: 1 } },
});

const OF_EXPRESSIONS: readonly string[] = ['variable', 'function', 'property'];

/** Whether a name typed at an offset becomes part of an expression, according to the engine. */
function isInExpression({ text, syntax }: SyntaxTree, offset: number): boolean {
  // The first key of $switch has no colon yet.
  return ['', ': ~'].some((after) => {
    const patched = text.slice(0, offset).replace(/\w*$/, MARK) + after + text.slice(offset).replace(/^\w*/, '');
    const { roots } = parse(patched, syntax);
    return roots.some((root) => hasMarkedCode(compile(root, { text: patched }), new Set()));
  });
}

const MARK = 'zzMark';

/** Whether a compiled template has an expression with the mark. */
function hasMarkedCode(part: unknown, seen: Set<unknown>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false;
  seen.add(part);
  const { text, within, failure } = part as Partial<Code>;
  if (typeof text === 'string' && within) {
    // The text of an expression that cannot be parsed goes on to the end of the string: a brace may close it before that.
    const end = failure ? text.indexOf('}', failure.span.start - within.start) : -1;
    return text.slice(0, end < 0 ? text.length : end).includes(MARK);
  }
  const inner = Array.isArray(part)
    ? part
    : Object.entries(part).flatMap(([key, one]) => (key === 'source' ? [] : [one]));
  return inner.some((one) => hasMarkedCode(one, seen));
}

/** Asks at the given offsets of a document for all that an editor asks for. */
function ask({ text, ...source }: SourceDocument, offsets: Iterable<number>): void {
  const model = buildModel({ ...source, text }, parse(text, source.syntax));
  const inText = ({ start, end }: Span): boolean => 0 <= start && start <= end && end <= text.length;
  for (const { span, title } of codeLenses(queueReferences(model), KNOWLEDGE)) {
    assert.ok(inText(span));
    assert.doesNotMatch(title, /[\r\n]/);
  }
  let end = 0;
  for (const { span } of semanticTokens(model)) {
    assert.ok(inText(span) && end <= span.start && span.start < span.end);
    assert.doesNotMatch(text.slice(span.start, span.end), /\n/);
    end = span.end;
  }
  for (const { span, target } of documentLinks(model)) {
    assert.ok(inText(span));
    assert.ok(URL.canParse('url' in target ? target.url : pageUrl('https://tc.example.com', target.page)));
  }
  for (const { at, label } of inlayHints(model, { start: 0, end: text.length }, THEN)) {
    assert.ok(inText({ start: at, end: at }));
    assert.doesNotMatch(label, /[\r\n]/);
  }
  for (const offset of offsets) {
    const view = { model, offset };
    const named = usesAt(view);
    if (named) {
      const name = text.slice(named.here.start, named.here.end);
      assert.ok(named.here.start <= offset && offset <= named.here.end);
      for (const { span } of named.uses) assert.equal(text.slice(span.start, span.end), name);
      for (const { whole, name: own } of named.targets)
        assert.ok(inText(whole) && whole.start <= own.start && own.end <= whole.end);
    }
    const renamed = rename(view, 'zzNew');
    if (renamed && 'edits' in renamed) assert.equal(renamed.edits.length, named?.uses.length);
    const shown = hover(view, KNOWLEDGE, THEN);
    if (shown) {
      assert.ok(inText(shown.span) && shown.span.start <= offset && offset <= shown.span.end);
      assert.notEqual(shown.plainText, '');
    }
    for (const { start, end } of signatureAt(view)?.parameters ?? []) assert.ok(start < end);
    const { entries } = complete(view, KNOWLEDGE);
    if (model.tree.errors.length === 0 && entries.some(({ kind }) => OF_EXPRESSIONS.includes(kind)))
      assert.ok(isInExpression(model.tree, offset), JSON.stringify(`${text.slice(0, offset)}‸${text.slice(offset)}`));
    for (const { edit, label, snippet } of entries) {
      if (snippet !== undefined) assert.doesNotMatch(snippet, /(?<!\\)\$(?![{\d])/, label);
      const { span } = edit;
      const place = JSON.stringify(`${text.slice(0, offset)}‸${text.slice(offset)}`);
      assert.ok(inText(span) && span.start <= offset && offset <= span.end, `${label} at ${place}`);
      assert.doesNotMatch(text.slice(span.start, span.end), /[\r\n]/, `${label} at ${place}`);
    }
    assert.equal(new Set(entries.map(({ label }) => label)).size, entries.length);
  }
}

function everyOffset({ length }: string, step = 1): number[] {
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
}

describe('features at every offset', function () {
  this.timeout(120_000);

  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter(syntaxOf);
  for (const file of files) {
    it(`of examples/${file}`, () => {
      const text = readFileSync(`examples/${file}`, 'utf8');
      ask(
        { fileName: basename(file), syntax: syntaxOf(file) ?? 'yaml', text, selection: 'auto' },
        everyOffset(text, text.length > 2500 ? 7 : 3),
      );
    });
  }

  it('of documents', () => {
    fc.assert(
      fc.property(documents, fc.nat(), ({ document }, at) => {
        const { text } = document;
        ask(document, [at % (text.length + 1), text.length]);
        // Half-written: what stands behind the cursor is not there yet, to the end of the line or of the text.
        const offset = at % (text.length + 1);
        const lineEnd = text.indexOf('\n', offset);
        ask({ ...document, text: text.slice(0, offset) }, [offset]);
        if (lineEnd >= 0) ask({ ...document, text: text.slice(0, offset) + text.slice(lineEnd) }, [offset]);
      }),
      { numRuns: RUNS },
    );
  });

  it('of marks in any order', () => {
    const marks = '{ } [ ] , : ? - # & * ! | > % @ ` " \' \\ << --- ... ~ $ ${ {{ }} a 1 é \t // /* */'.split(' ');
    const words = [
      'provisionerId: ',
      'workerType',
      'taskQueueId: ',
      'payload',
      '"metadata": ',
      '$merge',
      '- ',
      'tasks:',
      '$if: ',
      '$let: ',
      'in: ',
      'each(x): ',
      'tasks_for == ',
      'event.',
      '$switch: ',
      '$fromNow: ',
      'scopes: ',
      'queue:create-task:low:',
      'routes: ',
      'notify.email.a@b.',
      'dependencies: ',
      'as_slugid("a")',
      'metadata: ',
      'owner: ',
    ];
    const unit = fc.constantFrom(...marks, ...words, ' ', '\n', '\n  ', '\n    ', '\r\n', '\r', '\uFEFF', '\uD800');
    const text = fc.array(unit, { maxLength: 25 }).map((units) => `version: 1\npayload: ${units.join('')}`);
    fc.assert(
      fc.property(text, fc.constantFrom('yaml', 'json', 'jsonc'), (body, syntax) => {
        for (const fileName of ['.taskcluster.yml', 'task.yml'])
          ask({ fileName, syntax, text: body, selection: 'included' }, everyOffset(body, 2));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('what the worker runs', function () {
  this.timeout(120_000);

  it('is told, or why it is not, whatever the document', () => {
    let found = 0;
    fc.assert(
      fc.property(documents, fc.nat(), ({ document }, at) => {
        // A payload in the format of docker-worker, and half-written.
        const whole = document.text.replace(/payload: \{\}/g, 'payload: {image: a, maxRunTime: 1}');
        for (const text of [whole, whole.slice(0, at % (whole.length + 1))]) {
          const model = buildModel({ ...document, text }, parse(text, document.syntax));
          const offset = at % (text.length + 1);
          isDockerTaskAt({ model, offset });
          const view = finish(workerView({ model, offset }, () => undefined));
          if (view.found) found++;
          else assert.match(view.reason, /^[A-Z].*[.]$/);
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(found > 0, 'some documents have such tasks');
  });
});
