import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SourceDocument } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { type Aggregate, aggregate } from '../../server/core/incremental/aggregate.js';
import { createResultCache } from '../../server/core/incremental/result-cache.js';
import { type Change, editDocument, openDocument } from '../../server/core/incremental/segmented-document.js';
import { versionOne } from '../support/generate/version-1.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 40);

/** A template in which an edit may change what variables, conditions, loops and the migration depend on. */
const BY_HAND = `version: 1
policy:
  pullRequests: public
tasks:
  $let:
    head: {$if: 'tasks_for == "github-push"', then: '\${event.after}', else: '\${event.pull_request.head.sha}'}
    images: [{name: node, tag: '12'}, {name: rust, tag: '1.7'}]
    common: {provisionerId: proj-a, workerType: ci}
  in:
    $flatten:
      - $map: {$eval: images}
        each(image):
          $merge:
            - {$eval: common}
            - taskId: {$eval: 'as_slugid(image.name)'}
              created: {$fromNow: ''}
              deadline: {$fromNow: 1 day}
              metadata: &about
                name: \${image.name} \${head}
                description: Tests
                owner: \${event.sender.login}@users.noreply.github.com
                source: \${event.repository.url}
              payload:
                image: \${image.name}:\${image.tag}
                maxRunTime: 3600
                command: [/bin/sh, -c, 'make \${head}']
      - $if: tasks_for == "github-push" && event.ref == "refs/heads/main"
        then:
          provisionerId: proj-a
          workerType: release
          created: {$fromNow: ''}
          deadline: {$fromNow: 2 hours}
          dependencies: [{$eval: 'as_slugid("node")'}]
          metadata:
            name: Release
            description: Release
            owner: a@b.example
            source: \${event.repository.url}
          payload: {maxRunTime: 600, image: alpine, command: [release]}
`;

const document: fc.Arbitrary<SourceDocument> = fc.oneof(
  fc.constant({ fileName: '/w/.taskcluster.yml', syntax: 'yaml' as const, selection: 'auto' as const, text: BY_HAND }),
  versionOne.map((generated) => generated.document),
);

/** Edits as people make them: they type, delete, and repeat or remove a line. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom('type', 'delete', 'repeat line', 'remove line', 'undo'),
  typed: fc.constantFrom('x', ' ', '\n', ':', '-', '$', '{', '"', '1', '\n  # a comment\n', ', y'),
});

function changeOf({ at, kind, typed }: { at: number; kind: string; typed: string }, text: string): Change {
  const start = Math.floor(at * text.length);
  const line = text.lastIndexOf('\n', start) + 1;
  const next = text.indexOf('\n', start) + 1 || text.length;
  switch (kind) {
    case 'type':
      return { start, end: start, newText: typed };
    case 'delete':
      return { start, end: Math.min(start + 1, text.length), newText: '' };
    case 'repeat line':
      return { start: line, end: line, newText: text.slice(line, next) };
    default:
      return { start: line, end: next, newText: '' };
  }
}

/** Everything that was found, with the edits of every fix. */
function shown({ results }: Aggregate): unknown {
  const fixes = (finding: Finding<'segment'>) => finding.fixes.map((fix) => ({ ...fix, edits: fix.edits }));
  return results.map(({ findings, references, counts, migrations }) => ({
    counts,
    migrations,
    references: references.map(({ payloads = [], ...reference }) => ({
      ...reference,
      payloads: payloads.map(({ summary, places }) => ({ summary, places: places() })),
    })),
    findings: findings.map((finding) => ({ ...finding, fixes: fixes(finding) })),
  }));
}

describe('property: the versions of a template', function () {
  this.timeout(240_000);

  it('give the findings that each gives by itself', () => {
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 2, maxLength: 8 }), (source, edits) => {
        const cache = createResultCache(DEFAULT_CONFIG);
        const fresh = (text: string): unknown =>
          shown(aggregate(openDocument({ ...source, text }), createResultCache(DEFAULT_CONFIG)));
        let current = openDocument(source);
        let last = aggregate(current, cache);
        let { text } = source;
        let undo: Change | undefined;
        for (const one of edits) {
          const change = (one.kind === 'undo' && undo) || changeOf(one, text);
          const before = { found: last, text };
          undo = {
            start: change.start,
            end: change.start + change.newText.length,
            newText: text.slice(change.start, change.end),
          };
          text = text.slice(0, change.start) + change.newText + text.slice(change.end);
          current = editDocument(current, change);
          last = aggregate(current, cache, last);
          assert.deepEqual(shown(last), fresh(text), text);
          // Whoever still has the findings of the version before sees them unchanged.
          assert.deepEqual(shown(before.found), fresh(before.text), before.text);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
