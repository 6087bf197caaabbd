import type { RuleId } from '../core/base/rule-ids.js';
import type { TasksFor } from '../core/services/github/tasks-for.js';

// What the arguments say, for the commands.

export const COMMANDS = ['check', 'migrate', 'fix', 'pools', 'render', 'd2g'] as const;
export type Command = (typeof COMMANDS)[number];

export const CHECK_FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface Input {
  /** Files and folders, or only `-` for the standard input. */
  readonly paths: readonly string[];
  /** The name of the standard input. */
  readonly stdinName: string;
  /** Whether the user wants colours; undefined: decide by the terminal. */
  readonly color: boolean | undefined;
  /** The command that the first path resembles, in case there is no such file. */
  readonly meant: string | undefined;
  readonly config: ConfigChoice;
}

/** Which config files apply: the nearest to each input, one for all, or none. */
export type ConfigChoice =
  | { readonly use: 'nearest' }
  | { readonly use: 'file'; readonly path: string }
  | { readonly use: 'none' };

/** Findings that are known and not reported, in files. At least one of the two is given. */
export interface BaselineOptions {
  /** The file with those that are not reported. */
  readonly file: string | undefined;
  /** The file to which those of this run are written. */
  readonly writeTo: string | undefined;
}

export interface CheckOptions extends Input {
  readonly command: 'check';
  readonly format: CheckFormat;
  readonly maxWarnings: number | undefined;
  /** Report only errors and warnings. */
  readonly quiet: boolean;
  /** Whether a deployment may be asked about the worker pools that the files name. */
  readonly live: boolean;
  /** The deployment; undefined: use TASKCLUSTER_ROOT_URL. */
  readonly rootUrl: string | undefined;
  readonly baseline?: BaselineOptions;
}

export interface MigrateOptions extends Input {
  readonly command: 'migrate';
  readonly format: 'text' | 'json';
  readonly write: boolean;
  readonly baseline?: BaselineOptions;
}

/** What to fix: all that is safe, or also what is suggested for the rules that are named. */
export interface FixOptions extends Input {
  readonly command: 'fix';
  /** Only these; none for all. */
  readonly rules: readonly RuleId[];
  readonly format: 'text' | 'json';
  readonly write: boolean;
  readonly baseline?: BaselineOptions;
}

/** The options of a command that edits files. */
export type EditOptions = MigrateOptions | FixOptions;

export interface PoolsOptions {
  readonly command: 'pools';
  readonly format: 'text' | 'json';
  readonly rootUrl: string | undefined;
  /** List only the pools that are not configured to re-register. */
  readonly notReregistering: boolean;
  readonly color: boolean | undefined;
}

/**
 * What to render: any template with exactly the variables in a file (`context`), or `.taskcluster.yml` for an event
 * (`tasksFor`, `event`). Without any of these, an overview of all events.
 */
export interface RenderOptions {
  readonly command: 'render';
  /** The template, or `-` for the standard input. */
  readonly path: string;
  readonly stdinName: string;
  /** The file with the context, a JSON object. */
  readonly context: string | undefined;
  /** The `tasks_for` that the service would give; undefined: what the event tells. */
  readonly tasksFor: TasksFor | undefined;
  /** A file with the body of a webhook, or the name of an event; undefined: the usual one of `tasksFor`. */
  readonly event: string | undefined;
  /** Whether only the events are listed. */
  readonly listEvents: boolean;
  /** The current time (ISO 8601); undefined: the time in the context, else the clock. */
  readonly now: string | undefined;
  readonly format: 'text' | 'json' | 'yaml';
  readonly color: boolean | undefined;
}

/** What to convert: the tasks of a file, with the d2gConfig of a pool. */
export interface D2gOptions {
  readonly command: 'd2g';
  /** The file with the tasks, or `-` for the standard input. */
  readonly path: string;
  readonly stdinName: string;
  /** The names of the tasks to convert; none for all. */
  readonly tasks: readonly string[];
  /** The file with the d2gConfig, a JSON object; undefined: that of the pool if it is looked up, else d2g's defaults. */
  readonly d2gConfig: string | undefined;
  /** Whether a deployment may be asked about the worker pools of the tasks. */
  readonly live: boolean;
  /** The deployment; undefined: use TASKCLUSTER_ROOT_URL. */
  readonly rootUrl: string | undefined;
  readonly color: boolean | undefined;
}

export type Options =
  | CheckOptions
  | MigrateOptions
  | FixOptions
  | PoolsOptions
  | RenderOptions
  | D2gOptions
  | { readonly command: 'help'; readonly about: Command | undefined }
  | { readonly command: 'version' }
  | { readonly command: 'usage-error'; readonly message: string };
