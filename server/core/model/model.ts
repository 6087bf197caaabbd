import type { DocumentKind, SourceDocument } from '../base/document.js';
import { IDENTIFIERS, type Identifier } from '../identifiers/names.js';
import type { Field, MapShape } from '../jsone/shape.js';
import type { Dialect, Part } from '../jsone/strings.js';
import type { MapNode, Node, ScalarNode, SyntaxTree } from '../syntax/node.js';

/** What a document means to Taskcluster: its kind and its tasks. Rules and fixes work on this. */
export interface DocumentModel {
  readonly kind: DocumentKind;
  /** What was known of the document before it was read. */
  readonly source: Omit<SourceDocument, 'text'>;
  readonly tree: SyntaxTree;
  readonly dialect: Dialect;
  readonly tasks: readonly TaskVariant[];
  /** The hooks that the document defines, and templates of their tasks. */
  readonly hooks: readonly Hook[];
  /** The worker pools that the document defines. */
  readonly pools: readonly PoolVariant[];
  /** Further tasks stand in other parts of the file, which this document does not have. */
  readonly isPart?: boolean;
}

/** A hook, as far as the document has it. */
export interface Hook {
  /**
   * `body`: the document is what the API of the hooks service takes. `kept`: the same among others. `community`: an entry of
   * `hooks` of a project of community-tc-config. `other`: an entry of a file whose reader is not known. `template`: its task
   * alone, a file of `hook-templates/`; the rest stands elsewhere.
   */
  readonly layout: 'body' | 'kept' | 'community' | 'other' | 'template';
  /** The mapping that defines it; of a template there is none. */
  readonly map: MapNode | undefined;
  /** The template of its task. */
  readonly task: Node;
}

/** A worker pool definition, in one of the formats that people use. */
export interface PoolVariant {
  /**
   * `body`: the format of worker-manager's API, by itself or under its workerPoolId. `config`: only the `config` of a body.
   * `community`: an entry of `workerPools` in a project of community-tc-config. `fxci`: an entry of `pools` in fxci-config.
   */
  readonly layout: 'body' | 'config' | 'community' | 'fxci';
  readonly map: MapNode;
  /** The pool's id, if the file contains it in full. */
  readonly id?: { readonly text: string; readonly node: Node };
  /** The id as written, with interpolations for parts that are filled in later. `node` is its key or value. */
  readonly name?: { readonly node: Node; readonly parts: readonly Part[] };
  /** The key of a body in a file with several, if that is also an id. */
  readonly keyId?: { readonly text: string; readonly node: Node };
  /** The value that names its provider, if there is one. */
  readonly providerId?: ScalarNode;
  /** The key at which to report what the pool as a whole lacks. */
  readonly place: Node;
  /** For a community pool, the key of its project, which is part of the id. */
  readonly project?: Node;
  /** Whether it is one of several in a file that a tool reads, which may add to it. */
  readonly part: boolean;
  /** `undefined` if the file does not say which provider runs the pool, or only in a way that the deployment knows. */
  readonly provider: 'aws' | 'azure' | 'google' | 'static' | 'null' | undefined;
  /** The mapping that has `minCapacity`, `maxCapacity`, `launchConfigs`: `config`, or the pool itself. */
  readonly config?: MapNode;
  /** The mapping that has, or would have, the key `lifecycle`. */
  readonly lifecycleOwner?: MapNode;
  /** Whether missing lifecycle settings may come from defaults elsewhere. */
  readonly inheritsLifecycle: boolean;
}

/**
 * One form that a task can take. A plain task has one variant; a template that merges a default task with several others has
 * one variant for each of them.
 */
export interface TaskVariant {
  /** The node that becomes the task, even if its fields come from elsewhere. */
  readonly place: Node;
  readonly shape: MapShape;
  /**
   * `certain`: it is sent to the queue as a task. `likely`: it looks like a task, but its place does not confirm it; the reader
   * of the file may add what is missing. `unused`: it looks like a task, but it is not known how the template uses it.
   * `dropped`: the service reads it but creates no task from it.
   */
  readonly role: 'certain' | 'likely' | 'unused' | 'dropped';
  /** Set if the hooks service sends it although the document is not a hook: a hook in a larger file, or just a template. */
  readonly sentBy?: 'hooks';
}

/** The identifiers that a variant has. */
export function identifiersOf(variant: TaskVariant): Partial<Record<Identifier, Field>> {
  const found: Partial<Record<Identifier, Field>> = {};
  for (const name of IDENTIFIERS) {
    const field = variant.shape.fields.get(name);
    if (field) found[name] = field;
  }
  return found;
}

/** Whether the variant has a key such as `workertype` or `task-queue-id`, which is misspelt rather than missing. */
export function hasMisspeltIdentifier({ shape }: TaskVariant): boolean {
  const names: readonly string[] = IDENTIFIERS;
  return [...shape.fields.keys()].some((key) => !names.includes(key) && FOLDED.includes(folded(key)));
}

const FOLDED: readonly string[] = IDENTIFIERS.map(folded);

/** A key without the details that people confuse. */
function folded(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

/** Whether the queue would reject a mistake in the variant. */
export function isJudged(variant: TaskVariant): boolean {
  return variant.role === 'certain' || variant.role === 'likely';
}
