import type { SourceDocument } from '../core/base/document.js';
import { lineIndex, type Position, type Range, type Span } from '../core/base/text.js';
import type { Knowledge } from '../core/deployment/knowledge.js';
import { capacityWords } from '../core/deployment/text.js';
import { buildModel } from '../core/model/build.js';
import type { DocumentModel } from '../core/model/model.js';
import { keepIfRendered, nextVersion, type TemplateMemory } from '../core/services/github/template-memory.js';
import { parse } from '../core/syntax/parse.js';
import { type DefinitionFormat, definitionOf, listText } from '../features/preview/definition.js';
import { type Preview, type PreviewChoice, type PreviewFailure, preview } from '../features/preview/preview.js';
import { createPreviewMemory, type PreviewMemory } from '../features/preview/preview-memory.js';
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

/** For so long the clock stands still, in milliseconds: what reads it need not be rendered again for every key. */
const TICK_MS = 60_000;

/** What is kept for a document with a preview while it is open and its settings do not change. */
interface Followed {
  readonly memory: PreviewMemory;
  /** The moment of the last rendering (ISO 8601). */
  now: string;
  /** The latest version. Its nodes move to the next one. */
  current: { readonly version: number; readonly model: DocumentModel | undefined } | undefined;
  /** The last preview. */
  last?: Kept;
  /** The latest question: what answers an earlier one later is not kept. */
  question?: object;
}

/** Creates the store of previews. */
export function createPreviews(): Previews {
  const followed = new Map<string, Followed>();
  /** The lens at the top of a file and its preview both want them. */
  const outcomes = new Map<string, Pick<PreviewAnswer, 'version' | 'occasions'>>();
  const follow = ({ uri }: Snapshot, { now }: World): Followed => {
    const one = followed.get(uri) ?? { memory: createPreviewMemory(), now, current: undefined };
    followed.set(uri, one);
    return one;
  };
  const modelFor = (snapshot: Snapshot): DocumentModel | undefined => {
    const one = followed.get(snapshot.uri);
    if (one?.current?.version === snapshot.version) return one.current.model;
    const source = snapshot.source();
    const model = source.text.length > MAX_LENGTH ? undefined : modelOf(source, one?.memory.template);
    if (one) one.current = { version: snapshot.version, model };
    return model;
  };
  /** What `model`, that of the snapshot, yields. */
  const made = (
    { uri }: Snapshot,
    model: DocumentModel | undefined,
    choice: PreviewChoice,
    { now, knowledge: { rootUrl } }: World,
    isCurrent: () => boolean,
  ): Promise<Preview | undefined> => {
    if (!model) return Promise.resolve(TOO_LONG);
    const one = followed.get(uri);
    const world = { now: one ? steadyTime(one, now) : now, rootUrl };
    return inSlices(preview(model, choice, world, one?.memory), isCurrent);
  };
  const known = ({ uri, version }: Snapshot): Kept | undefined => {
    const kept = followed.get(uri)?.last;
    return kept?.version === version ? kept : undefined;
  };
  return {
    async of(snapshot, choice, world, isCurrent) {
      const one = follow(snapshot, world);
      const question = {};
      one.question = question;
      const model = modelFor(snapshot);
      const shown = await made(snapshot, model, choice, world, isCurrent);
      if (!shown) return undefined;
      if (model && one.question === question) one.last = { version: snapshot.version, model, preview: shown };
      return answer(snapshot.version, model?.tree.text ?? '', shown, world.knowledge);
    },
    async outcomes(snapshot, world, isCurrent) {
      const kept = outcomes.get(snapshot.uri);
      if (kept?.version === snapshot.version) return kept.occasions;
      const model = modelFor(snapshot);
      const shown = await made(snapshot, model, {}, world, isCurrent);
      if (!shown) return undefined;
      const { version, occasions } = answer(snapshot.version, model?.tree.text ?? '', shown, world.knowledge);
      outcomes.set(snapshot.uri, { version, occasions });
      return occasions;
    },
    async texts(snapshot, choices, format, world, isCurrent) {
      const model = modelFor(snapshot);
      const texts: string[] = [];
      for (const choice of choices) {
        const shown = await made(snapshot, model, choice, world, isCurrent);
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
      const shown = await made(snapshot, model, choice, world, isCurrent);
      return shown && answer(snapshot.version, model?.tree.text ?? '', shown, world.knowledge);
    },
    forget(uri) {
      followed.delete(uri);
      outcomes.delete(uri);
    },
  };
}

/** The moment of the last rendering, unless that was long ago. */
function steadyTime(followed: Followed, now: string): string {
  const since = Date.parse(now) - Date.parse(followed.now);
  if (since < 0 || since >= TICK_MS) followed.now = now;
  return followed.now;
}

/** `memory`: it moves from the previous version to this one. */
function modelOf(source: SourceDocument, memory?: TemplateMemory): DocumentModel {
  const tree = parse(source.text, source.syntax);
  if (!memory) return buildModel(source, tree);
  const model = buildModel(source, nextVersion(memory, tree));
  keepIfRendered(memory, model.kind);
  return model;
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
