import fc from 'fast-check';
import type { SourceDocument } from '../../../server/core/base/document.js';
import type { Change } from '../../../server/core/incremental/segmented-document.js';
import { versionOne } from './version-1.js';

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

/** Templates to edit. */
export const edited: fc.Arbitrary<SourceDocument> = fc.oneof(
  fc.constant({ fileName: '/w/.taskcluster.yml', syntax: 'yaml' as const, selection: 'auto' as const, text: BY_HAND }),
  versionOne.map((generated) => generated.document),
);

/** Edits as people make them: they type, delete, and repeat or remove a line. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom('type', 'delete', 'repeat line', 'remove line', 'undo'),
  typed: fc.constantFrom('x', ' ', '\n', ':', '-', '$', '{', '"', '1', '\n  # a comment\n', ', y'),
});

/** The change of the text that an edit makes. */
export function changeOf({ at, kind, typed }: { at: number; kind: string; typed: string }, text: string): Change {
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

/** Edits of one document, one after the other. */
export const edits = fc.array(edit, { minLength: 2, maxLength: 8 });

/** A change, and the one that takes it back. */
export function withUndo(change: Change, text: string): { text: string; undo: Change } {
  const { start, end, newText } = change;
  const undo = { start, end: start + newText.length, newText: text.slice(start, end) };
  return { text: text.slice(0, start) + newText + text.slice(end), undo };
}
