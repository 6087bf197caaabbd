import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import { applyFixes, migrate } from '../../server/core/apply-fixes.js';
import type { SourceDocument } from '../../server/core/base/document.js';
import type { Finding, Fix } from '../../server/core/base/finding.js';
import { lineIndex } from '../../server/core/base/text.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { aggregate } from '../../server/core/incremental/aggregate.js';
import { type Analysis, analysisOf } from '../../server/core/incremental/analysis.js';
import { createResultCache } from '../../server/core/incremental/result-cache.js';
import { editDocument, openDocument } from '../../server/core/incremental/segmented-document.js';
import { addSuppression } from '../../server/core/suppressions/add-suppression.js';
import { parse } from '../../server/core/syntax/parse.js';
import { documents } from '../support/generate/documents.js';
import { edits, placed, splitDocuments } from '../support/generate/split-documents.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 40);

const RULES = ['schema', 'prefer-task-queue-id', 'payload', 'missing-task-queue', 'time-order', 'template', 'routes'];

/** A comment, and where: at the end of a line, or above it with its indentation. */
const comment = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  directive: fc.constantFrom('next-line', 'next-line', 'line', 'file'),
  rules: fc.array(fc.constantFrom(...RULES), { minLength: 1, maxLength: 3 }),
  reason: fc.constantFrom(' -- why', ''),
});
type Comment = typeof comment extends fc.Arbitrary<infer T> ? T : never;

/** What makes no comment silence anything, with the same offsets. */
const neutral = (text: string): string => text.replaceAll('taskcluster-lint-disable', 'taskcluster-lint-disuse!');

function withComment(text: string, { at, directive, rules, reason }: Comment): string {
  const lines = text.split('\n');
  const index = Math.floor(at * lines.length);
  const line = lines[index] ?? '';
  const words = `# taskcluster-lint-disable-${directive} ${rules.join(', ')}${reason}`;
  if (directive === 'line' && line !== '') lines[index] = `${line} ${words}`;
  else lines.splice(index, 0, `${/^ */.exec(line)?.[0]}${words}`);
  return lines.join('\n');
}

/** Documents with comments at random. Some stand in block scalars, and are no comments. */
const commented: fc.Arbitrary<SourceDocument> = fc
  .tuple(splitDocuments, fc.array(comment, { minLength: 1, maxLength: 4 }))
  .filter(([{ syntax }]) => syntax === 'yaml')
  .map(([document, comments]) => ({ ...document, text: comments.reduce(withComment, document.text) }))
  .filter(({ text }) => isReadable(text));

const analysisIn = (document: SourceDocument, minLength: number): Analysis =>
  analysisOf(aggregate(openDocument(document, minLength), createResultCache(DEFAULT_CONFIG)), DEFAULT_CONFIG);

const said = ({ rule, message, span }: Finding<'document'>): string => `${span.start}-${span.end} ${rule}: ${message}`;

const isAboutComments = ({ rule }: Finding<'document'>): boolean => rule === 'unused-suppression';

/** Everything that is found and silenced, with the edits of every fix. */
function shown({ findings, suppressed }: Analysis): unknown {
  return {
    findings: findings.map((finding) => [said(finding), finding.fixes.map(({ title, edits }) => [title, edits])]),
    suppressed: suppressed().map(({ finding, reason }) => [said(finding), reason]),
  };
}

describe('property: comments that silence findings', function () {
  this.timeout(240_000);

  it('take out what they name where they apply, and change no other finding', () => {
    let silenced = 0;
    fc.assert(
      fc.property(commented, (document) => {
        const { findings, suppressed } = analysisIn(document, 0);
        const without = analysisIn({ ...document, text: neutral(document.text) }, 0);
        assert.deepEqual(
          [...findings.filter((one) => !isAboutComments(one)), ...suppressed().map(({ finding }) => finding)]
            .map(said)
            .map(neutral)
            .sort(),
          without.findings.map(said).sort(),
          document.text,
        );
        for (const finding of findings)
          assert.ok(!mustBeSilenced(document.text, finding), document.text + said(finding));
        silenced += suppressed().length;
      }),
      { numRuns: RUNS },
    );
    assert.ok(silenced > RUNS / 2, `only ${silenced} findings were silenced`);
  });

  it('do so in segments as in the whole document', () => {
    fc.assert(
      fc.property(commented, (document) => {
        assert.deepEqual(
          shown(analysisIn(document, 0)),
          shown(analysisIn(document, Number.POSITIVE_INFINITY)),
          document.text,
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('do so after edits as when read from scratch', () => {
    fc.assert(
      fc.property(commented, fc.array(comment), edits, (document, comments, changes) => {
        const cache = createResultCache(DEFAULT_CONFIG);
        let current = openDocument(document, 0);
        let whole = aggregate(current, cache);
        let { text } = document;
        const steps = [
          ...comments.map((one) => () => {
            const newText = withComment(text, one);
            return { start: 0, end: text.length, newText };
          }),
          ...changes.map((one) => () => placed(one, text)),
        ];
        for (const step of steps) {
          const change = narrowed(text, step());
          current = editDocument(current, change);
          text = text.slice(0, change.start) + change.newText + text.slice(change.end);
          whole = aggregate(current, cache, whole);
          const fresh = aggregate(openDocument({ ...document, text }, 0), createResultCache(DEFAULT_CONFIG));
          assert.deepEqual(whole.counts, fresh.counts, text);
          assert.deepEqual([...whole.flags], [...fresh.flags]);
          assert.deepEqual(shown(analysisOf(whole, DEFAULT_CONFIG)), shown(analysisOf(fresh, DEFAULT_CONFIG)), text);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('keep "fix all" and the migration off what is silenced, and go when they are unused', () => {
    fc.assert(
      fc.property(commented, (document) => {
        const before = analysisIn(document, 0);
        const { text } = applyFixes(document, DEFAULT_CONFIG);
        const after = analysisIn({ ...document, text }, 0);
        assert.ok(
          after.findings.every(({ rule, fixes }) => rule !== 'unused-suppression' || fixes.every(isSuggestion)),
        );
        assert.equal(applyFixes({ ...document, text }, DEFAULT_CONFIG).text, text);
        const pairs = ({ suppressed }: Analysis): number =>
          suppressed().filter(({ finding }) => finding.rule === 'prefer-task-queue-id').length;
        assert.equal(pairs(after), pairs(before), document.text);
        const migration = migrate(document, DEFAULT_CONFIG);
        assert.equal(pairs(analysisIn({ ...document, text: migration.text }, 0)), pairs(before));
        const off = { rules: { 'prefer-task-queue-id': 'off', 'redundant-identifiers': 'off' } } as const;
        assert.deepEqual(jsYaml.loadAll(applyFixes(document, off).text), jsYaml.loadAll(document.text), document.text);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('property: the comment that is offered for a finding', function () {
  this.timeout(240_000);

  it('silences it, and changes neither another finding nor what the file means', () => {
    let offered = 0;
    fc.assert(
      fc.property(documents, fc.nat(), ({ document }, at) => {
        const before = analysisIn(document, Number.POSITIVE_INFINITY).findings;
        const finding = before[at % Math.max(1, before.length)];
        const added =
          finding && addSuppression(parse(document.text, document.syntax), finding.span.start, finding.rule);
        if (!added) return;
        offered++;
        const comment = `${added.before}why${added.after}`;
        const text = document.text.slice(0, added.at) + comment + document.text.slice(added.at);
        assert.deepEqual(jsYaml.loadAll(text), jsYaml.loadAll(document.text), text);
        const { findings, suppressed } = analysisIn({ ...document, text }, 0);
        const silenced = suppressed().map((one) => one.finding);
        const back = (offset: number): number =>
          offset < added.at + comment.length ? offset : offset - comment.length;
        const saidBack = ({ rule, message, span }: Finding<'document'>): string =>
          `${back(span.start)} ${rule}: ${message.replace(/\d+/g, '')}`;
        const saidBefore = ({ rule, message, span }: Finding<'document'>): string =>
          `${span.start} ${rule}: ${message.replace(/\d+/g, '')}`;
        assert.ok(silenced.map(saidBack).includes(saidBefore(finding)), text);
        assert.deepEqual([...findings, ...silenced].map(saidBack).sort(), before.map(saidBefore).sort(), text);
      }),
      { numRuns: RUNS * 10 },
    );
    assert.ok(offered > RUNS * 2, `${offered} were offered`);
  });
});

const isSuggestion = ({ safety }: Fix<'document'>): boolean => safety === 'suggestion';

/** Whether the lines of the text say, without regard to text over several lines, that the finding is silenced. */
function mustBeSilenced(text: string, { rule, span }: Finding<'document'>): boolean {
  const lines = text.split('\n');
  const index = lineIndex<'document'>(text);
  const at = index.positionAt(span.start).line;
  return parse(text, 'yaml').comments.some(({ start, end }) => {
    const [, directive, names = ''] = /^# taskcluster-lint-disable-([\w-]+) (.*)/.exec(text.slice(start, end)) ?? [];
    if (!names.replace(/ --.*/, '').split(', ').includes(rule)) return false;
    const { line } = index.positionAt(start);
    if (directive === 'line') return line === at;
    if (directive === 'file') return true;
    return at > line && lines.slice(line + 1, at).every((one) => /^\s*(#.*)?$/.test(one) || one === '---');
  });
}

function isReadable(text: string): boolean {
  try {
    jsYaml.load(text);
    return true;
  } catch {
    return false;
  }
}

/** A change of the whole text as one of the part that differs. */
function narrowed(text: string, change: { start: number; end: number; newText: string }): typeof change {
  const { start, end, newText } = change;
  let same = 0;
  while (start + same < end && text[start + same] === newText[same]) same++;
  return { start: start + same, end, newText: newText.slice(same) };
}
