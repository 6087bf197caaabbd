import type { SourceDocument } from '../core/base/document.js';
import { lineIndex, type Position, type Range, type Span } from '../core/base/text.js';
import type { Knowledge } from '../core/deployment/knowledge.js';
import { capacityWords } from '../core/deployment/text.js';
import { buildModel } from '../core/model/build.js';
import type { DocumentModel } from '../core/model/model.js';
import { parse } from '../core/syntax/parse.js';
import { type DefinitionFormat, definitionOf, listText } from '../features/preview/definition.js';
import { type Preview, type PreviewChoice, type PreviewFailure, preview } from '../features/preview/preview.js';
import { moveRow, type TaskRow, taskRows } from '../features/preview/task-row.js';
import { tasksAt } from '../features/preview/tasks-at.js';
import { inSlices } from './in-slices.js';
import type { Snapshot } from './snapshots.js';

/** What a document yields, with the lines of its source. */
export interface PreviewAnswer extends Pick<Preview, 'shown' | 'tasksFor' | 'fields' | 'reason'> {
  /** The version of the document. */
  readonly version: number;
  readonly occasions: readonly (Pick<Preview['occasions'][number], 'name' | 'title' | 'tasksFor'> & {
    readonly result: { readonly tasks: number } | { readonly failure: PlacedFailure };
  })[];
  /** The body of the event as JSON. */
  readonly body: string | undefined;
  readonly tasks: readonly ShownTask[];
  readonly failures: readonly PlacedFailure[];
}

/** A task, and how full its queue is in words; undefined if nothing is known. */
export interface ShownTask extends TaskRow<Range> {
  readonly capacity?: string;
}

export interface PlacedFailure {
  readonly message: string;
  readonly place: Range;
}

/** The definition of one task. `lines`: for each line of the text its source, if there is one. */
export interface DefinitionAnswer {
  readonly text: string;
  readonly lines: readonly (Range | undefined)[];
}

export type Occasions = PreviewAnswer['occasions'];

/** When, and what is known about the deployment. */
export interface World {
  readonly now: string;
  readonly knowledge: Knowledge;
}

/** The previews of documents. The last one of each document is kept for questions about its tasks. */
export interface Previews {
  /** Undefined as soon as `isCurrent` returns false. */
  of(
    snapshot: Snapshot,
    choice: PreviewChoice,
    world: World,
    isCurrent: () => boolean,
  ): Promise<PreviewAnswer | undefined>;
  /** As `of`, but not kept: questions about tasks are still about the last one of `of`. */
  once: Previews['of'];
  /** What comes of each event, or way to fire a hook; otherwise as `of`. */
  outcomes(snapshot: Snapshot, world: World, isCurrent: () => boolean): Promise<Occasions | undefined>;
  /** The tasks of each choice as a text, all at the same time; otherwise as `of`. */
  texts(
    snapshot: Snapshot,
    choices: readonly PreviewChoice[],
    format: DefinitionFormat,
    world: World,
    isCurrent: () => boolean,
  ): Promise<readonly string[] | undefined>;
  /** The definition of a task of the last preview; undefined if the document has changed since. */
  definition(snapshot: Snapshot, index: number, format: DefinitionFormat): DefinitionAnswer | undefined;
  /** The tasks of the last preview that are made from what is at a position. */
  tasksAt(snapshot: Snapshot, position: Position): readonly number[];
  forget(uri: string): void;
}

interface Kept {
  readonly version: number;
  readonly model: DocumentModel;
  readonly preview: Preview;
}

/** A document longer than this, in characters, has too many tasks for a list. */
const MAX_LENGTH = 5_000_000;

const TOO_LONG: Preview = {
  occasions: [],
  shown: undefined,
  fields: [],
  body: undefined,
  tasks: [],
  failures: [],
  reason: 'This file is too long for a preview.',
};

/** Creates the store of previews. */
export function createPreviews(): Previews {
  const last = new Map<string, Kept>();
  /** The latest question about each document: what answers an earlier one later is not kept. */
  const asked = new Map<string, object>();
  /** The lens at the top of a file and its preview both want them. */
  const outcomes = new Map<string, Pick<PreviewAnswer, 'version' | 'occasions'>>();
  const modelFor = (snapshot: Snapshot): DocumentModel | undefined => {
    const source = snapshot.source();
    return source.text.length > MAX_LENGTH ? undefined : (known(snapshot)?.model ?? modelOf(source));
  };
  const made = (
    model: DocumentModel | undefined,
    choice: PreviewChoice,
    { now, knowledge: { rootUrl } }: World,
    isCurrent: () => boolean,
  ): Promise<Preview | undefined> =>
    model ? inSlices(preview(model, choice, { now, rootUrl }), isCurrent) : Promise.resolve(TOO_LONG);
  const known = ({ uri, version }: Snapshot): Kept | undefined => {
    const kept = last.get(uri);
    return kept?.version === version ? kept : undefined;
  };
  return {
    async of(snapshot, choice, world, isCurrent) {
      const question = {};
      asked.set(snapshot.uri, question);
      const model = modelFor(snapshot);
      const shown = await made(model, choice, world, isCurrent);
      if (!shown) return undefined;
      if (model && asked.get(snapshot.uri) === question)
        last.set(snapshot.uri, { version: snapshot.version, model, preview: shown });
      return answer(snapshot.version, model?.tree.text ?? '', shown, world.knowledge);
    },
    async outcomes(snapshot, world, isCurrent) {
      const kept = outcomes.get(snapshot.uri);
      if (kept?.version === snapshot.version) return kept.occasions;
      const model = modelFor(snapshot);
      const shown = await made(model, {}, world, isCurrent);
      if (!shown) return undefined;
      const { version, occasions } = answer(snapshot.version, model?.tree.text ?? '', shown, world.knowledge);
      outcomes.set(snapshot.uri, { version, occasions });
      return occasions;
    },
    async texts(snapshot, choices, format, world, isCurrent) {
      const model = modelFor(snapshot);
      const texts: string[] = [];
      for (const choice of choices) {
        const shown = await made(model, choice, world, isCurrent);
        if (!shown) return undefined;
        texts.push(listText(shown, model?.tree.text ?? '', format));
      }
      return texts;
    },
    definition(snapshot, index, format) {
      const kept = known(snapshot);
      const task = kept?.preview.tasks[index];
      if (!kept || !task) return undefined;
      const { text } = kept.model.tree;
      const { rangeOf } = lineIndex(text);
      const { lines, ...definition } = definitionOf(task, text, format);
      return { ...definition, lines: lines.map((span) => span && rangeOf(span)) };
    },
    tasksAt(snapshot, position) {
      const kept = known(snapshot);
      if (!kept) return [];
      const { tree } = kept.model;
      return tasksAt(kept.preview.tasks, tree, lineIndex(tree.text).offsetAt(position));
    },
    async once(snapshot, choice, world, isCurrent) {
      const model = modelFor(snapshot);
      const shown = await made(model, choice, world, isCurrent);
      return shown && answer(snapshot.version, model?.tree.text ?? '', shown, world.knowledge);
    },
    forget(uri) {
      last.delete(uri);
      asked.delete(uri);
      outcomes.delete(uri);
    },
  };
}

function modelOf(source: SourceDocument): DocumentModel {
  return buildModel(source, parse(source.text, source.syntax));
}

function answer(
  version: number,
  text: string,
  { occasions, tasks, failures, body, shown, tasksFor, fields, reason }: Preview,
  knowledge: Knowledge,
): PreviewAnswer {
  const lines = lineIndex(text);
  const rangeOf = (span: Span): Range => lines.rangeOf(span);
  const placed = ({ message, span }: PreviewFailure): PlacedFailure => ({ message, place: rangeOf(span) });
  return {
    version,
    shown,
    fields,
    ...(tasksFor !== undefined && { tasksFor }),
    ...(reason !== undefined && { reason }),
    body: body === undefined ? undefined : JSON.stringify(body, null, 2),
    occasions: occasions.map(({ name, title, tasksFor, result }) => ({
      name,
      title,
      tasksFor,
      result: 'failure' in result ? { failure: placed(result.failure) } : result,
    })),
    tasks: taskRows(tasks, text).map((row) => ({ ...moveRow(row, rangeOf), ...capacityOf(row, knowledge) })),
    failures: failures.map(placed),
  };
}

/** How full the queue of a task is. Reading it never waits; what is missing is asked for in the background. */
function capacityOf({ queue }: TaskRow, knowledge: Knowledge): Pick<ShownTask, 'capacity'> {
  if (!queue) return {};
  const pool = knowledge.pool(queue.text);
  if (pool.state === 'absent') return { capacity: 'no such worker pool' };
  if (pool.state === 'unknown') return {};
  const counts = knowledge.queue(queue.text);
  return { capacity: capacityWords(pool.value, counts.state === 'known' ? counts.value : undefined) };
}
