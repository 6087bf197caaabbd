import type { DocumentKind } from '../base/document.js';
import { IDENTIFIERS, type Identifier } from '../identifiers/names.js';
import type { Field, MapShape } from '../jsone/shape.js';
import type { Dialect, Part } from '../jsone/strings.js';
import type { MapNode, Node, ScalarNode, SyntaxTree } from '../syntax/node.js';

/** What a document says to Taskcluster: its kind and its tasks. Everything that rules and fixes look at. */
export interface DocumentModel {
  readonly kind: DocumentKind;
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

/** The definition of a worker pool, in one of the variants in which people keep them. */
export interface PoolVariant {
  /**
   * `body`: what worker-manager's API takes, alone or under its workerPoolId. `config`: only the `config` of a body.
   * `community`: an entry of `workerPools` of a project of community-tc-config. `fxci`: an entry of `pools` of fxci-config.
   */
  readonly layout: 'body' | 'config' | 'community' | 'fxci';
  readonly map: MapNode;
  /** The pool's id, if the file tells it in full. */
  readonly id?: { readonly text: string; readonly node: Node };
  /** The id as it is written, with interpolations where something fills it in. `node` is where it stands: a key or a value. */
  readonly name?: { readonly node: Node; readonly parts: readonly Part[] };
  /** The key that a body stands under in a file of several, if that is an id too. */
  readonly keyId?: { readonly text: string; readonly node: Node };
  /** The value that names its provider, if one is written out. */
  readonly providerId?: ScalarNode;
  /** Where to report what the pool as a whole lacks: a key. */
  readonly place: Node;
  /** Of a community pool the key of its project, which is a part of the id. */
  readonly project?: Node;
  /** Whether it is one of several in a file that some tool reads, which may add to it. */
  readonly part: boolean;
  /** `undefined` where the file does not tell which provider runs the pool, or in a way that only the deployment knows. */
  readonly provider: 'aws' | 'azure' | 'google' | 'static' | 'null' | undefined;
  /** The mapping that has `minCapacity`, `maxCapacity`, `launchConfigs`: `config`, or the pool itself. */
  readonly config?: MapNode;
  /** The mapping that has, or would have, the key `lifecycle`. */
  readonly lifecycleOwner?: MapNode;
  /** Whether what the lifecycle lacks may come from defaults elsewhere. */
  readonly inheritsLifecycle: boolean;
}

/**
 * One way in which a task comes out of the document. A plain task has one variant; a template in which a default task is
 * merged with several others has one for each of them.
 */
export interface TaskVariant {
  /** The node that becomes the task: where it stands, even if its fields come from elsewhere. */
  readonly place: Node;
  readonly shape: MapShape;
  /**
   * `certain`: what stands here is sent to the queue as a task. `likely`: it looks like a task, in a place that says
   * nothing; what it lacks may be added by whoever reads the file. `unused`: it looks like a task, but nothing is known
   * of how the template uses it. `dropped`: the service reads it and makes no task of it.
   */
  readonly role: 'certain' | 'likely' | 'unused' | 'dropped';
  /** Set where the hooks service sends it, though the document is no hook: a hook in a larger file, or a template alone. */
  readonly sentBy?: 'hooks';
}

/** The identifiers of a variant, as far as it has them. */
export function identifiersOf(variant: TaskVariant): Partial<Record<Identifier, Field>> {
  const found: Partial<Record<Identifier, Field>> = {};
  for (const name of IDENTIFIERS) {
    const field = variant.shape.fields.get(name);
    if (field) found[name] = field;
  }
  return found;
}

/** Whether the variant has a key such as `workertype` or `task-queue-id`: the mistake is the spelling, and nothing is missing. */
export function hasMisspeltIdentifier({ shape }: TaskVariant): boolean {
  const names: readonly string[] = IDENTIFIERS;
  return [...shape.fields.keys()].some((key) => !names.includes(key) && FOLDED.includes(folded(key)));
}

const FOLDED: readonly string[] = IDENTIFIERS.map(folded);

/** A key less what people confuse in it. */
function folded(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

/** Whether a mistake in the variant is one that the queue would refuse. */
export function isJudged(variant: TaskVariant): boolean {
  return variant.role === 'certain' || variant.role === 'likely';
}
