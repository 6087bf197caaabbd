import type { DocumentKind, Syntax } from '../../base/document.js';
import type { Finding, Severity } from '../../base/finding.js';
import { lazy } from '../../base/lazy.js';
import type { Config } from '../../config/config.js';
import { EMPTY_SCOPE, type Field } from '../../jsone/shape.js';
import { type DocumentModel, identifiersOf, type TaskVariant } from '../../model/model.js';
import type { QueueReference } from '../../references/queue-reference.js';
import { queueReferences } from '../../references/queue-references.js';
import {
  adviceToWrite,
  conversionTitle,
  deprecatedPair,
} from '../../rules/prefer-task-queue-id/prefer-task-queue-id.js';
import { entrySpans, keySpans } from '../../rules/spans.js';
import type { MapNode } from '../../syntax/node.js';
import type { Segment } from '../segment.js';
import { type Counts, countsOf, type SegmentResult } from '../segment-result.js';
import { type IdentifierSpans, type Names, namesOf, readIdentifiers } from './identifier-spans.js';

/** The keys by which an ordinary task names its queue. */
export const PAIR = namesOf('provisionerId', 'workerType');
export const QUEUE = namesOf('taskQueueId');

/** All that is kept of a task about which there is nothing to say but that its pair is deprecated, if it has one. */
export interface FastTask {
  readonly kind: DocumentKind;
  readonly syntax: Syntax;
  readonly role: TaskVariant['role'];
  /** `PAIR` or `QUEUE`. */
  readonly identifiers: Names;
  /** The entries with these keys. */
  readonly excerpt: IdentifierSpans;
  /** The keys of the document that has only this segment. */
  readonly keys: readonly string[];
}

const RULE = 'prefer-task-queue-id';

const NOTHING = countsOf([]);
const NONE: readonly [] = [];

/** One finding of each severity. */
const ONE: Readonly<Record<Severity, Counts>> = {
  error: { ...NOTHING, error: 1 },
  warning: { ...NOTHING, warning: 1 },
  info: { ...NOTHING, info: 1 },
  hint: { ...NOTHING, hint: 1 },
};

/** What there is to say about such a task. `thoroughly` is asked where it is said only there, as the edits of the fix. */
export function fastResult(
  task: FastTask,
  segment: Segment,
  config: Config,
  thoroughly: () => SegmentResult,
): SegmentResult {
  return new FastResult(task, segment, config.rules[RULE] ?? 'hint', thoroughly);
}

/** A class, as there are thousands of them: each of its getters would be a function of its own in every one. */
class FastResult implements SegmentResult {
  readonly kind: DocumentKind;
  readonly counts: Counts;
  readonly keys: readonly string[];
  readonly around = NONE;
  readonly problem = undefined;
  private made: readonly Finding[] | undefined;
  private found: readonly QueueReference[] | undefined;

  constructor(
    private readonly task: FastTask,
    private readonly segment: Segment,
    private readonly severity: Severity | 'off',
    private readonly thoroughly: () => SegmentResult,
  ) {
    this.kind = task.kind;
    this.keys = task.keys;
    this.counts = task.identifiers === PAIR && severity !== 'off' ? ONE[severity] : NOTHING;
  }

  get migrations(): number {
    return this.counts === NOTHING ? 0 : 1;
  }

  get findings(): readonly Finding[] {
    const { task, segment, severity, thoroughly } = this;
    const isSaid = this.counts !== NOTHING && severity !== 'off';
    this.made ??= isSaid ? findingsOf(task, segment, severity, thoroughly) : NONE;
    return this.made;
  }

  get references(): readonly QueueReference[] {
    const { task, segment, thoroughly } = this;
    this.found ??= referencesOf(task, segment, thoroughly);
    return this.found;
  }
}

function referencesOf(task: FastTask, segment: Segment, thoroughly: () => SegmentResult): readonly QueueReference[] {
  const model = modelOf(task, segment);
  return model ? queueReferences(model) : thoroughly().references;
}

function modelOf(task: FastTask, { text }: Segment): DocumentModel | undefined {
  const { kind, syntax, role } = task;
  const map = readIdentifiers(task.excerpt, task.identifiers, text);
  if (!map) return undefined;
  const tree = { text, syntax, roots: [map], comments: [], problems: [] };
  return { kind, tree, dialect: 'any', tasks: [formOf(map, role)], pools: [] };
}

function formOf(map: MapNode, role: TaskVariant['role']): TaskVariant {
  const fields = new Map<string, Field>();
  for (const entry of map.entries) {
    if (entry.key.kind === 'scalar')
      fields.set(entry.key.text, { entry, owner: map, scope: EMPTY_SCOPE, certain: true });
  }
  return { place: map, role, shape: { kind: 'map', parts: [map], fields, open: false } };
}

/** What `prefer-task-queue-id` says of a pair whose halves are written out side by side. */
function findingsOf(
  task: FastTask,
  segment: Segment,
  severity: Severity,
  thoroughly: () => SegmentResult,
): readonly Finding[] {
  const variant = modelOf(task, segment)?.tasks[0];
  const { provisionerId, workerType } = variant ? identifiersOf(variant) : {};
  const [left, right] = [provisionerId?.entry, workerType?.entry];
  const [span, ...also] = (left && right && entrySpans(segment.text, [left, right])) ?? [];
  if (left?.value.kind !== 'scalar' || right?.value.kind !== 'scalar' || !span) return thoroughly().findings;
  const id = `${left.value.text}/${right.value.text}`;
  const edits = lazy(() => thoroughly().findings.find(({ rule }) => rule === RULE)?.fixes[0]?.edits ?? []);
  const finding: Finding = {
    rule: RULE,
    severity,
    message: deprecatedPair(adviceToWrite(id)),
    span,
    ...(also.length > 0 && { also }),
    tags: ['deprecated'],
    tagged: keySpans([left, right]),
    fixable: true,
    fixes: [
      {
        title: conversionTitle(id),
        safety: 'safe',
        get edits() {
          return edits();
        },
      },
    ],
  };
  return [finding];
}
