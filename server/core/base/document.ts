/** The syntax of a document. `jsonc` is JSON with comments and trailing commas. */
export type Syntax = 'yaml' | 'json' | 'jsonc';

/** The possible kinds of a document. `config`: the configuration of these checks. `none`: not a Taskcluster file. */
export const DOCUMENT_KINDS = [
  'taskcluster-yml-v1',
  'taskcluster-yml-v0',
  'task',
  'task-graph',
  'hook',
  'worker-pool',
  'config',
  'none',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The kinds that a setting or a comment can give to a file. */
export type DeclaredKind = Exclude<DocumentKind, 'config' | 'none'>;

/** The kinds that a setting or a comment can give to a file. */
export const DECLARED_KINDS: readonly DeclaredKind[] = DOCUMENT_KINDS.filter(
  (kind) => kind !== 'config' && kind !== 'none',
);

/** The name of the file that configures these checks for its folder and all folders below. */
export const CONFIG_FILE_NAME = '.taskcluster-lint.yml';

/** A text to analyse, with what is known about it from outside. */
export interface SourceDocument {
  /** The file's name without folders, e.g. `.taskcluster.yml`: some kinds are recognised by name. */
  readonly fileName: string;
  /** The folders that the file lies in, as far as they are known, with `/` between: some kinds are known by those. */
  readonly folder?: string;
  readonly syntax: Syntax;
  readonly text: string;
  /**
   * Whether a setting names the file: `included` makes it a Taskcluster file even if its content does not look like one,
   * `excluded` means it is not one. Otherwise name and content decide.
   */
  readonly selection: 'auto' | 'included' | 'excluded';
  /** The kind that a setting gives to the file; a comment in it comes first. Undefined: name and content decide. */
  readonly kind?: DeclaredKind;
}

/** The syntax according to a file name; undefined if it is not a YAML or JSON file. */
export function syntaxOf(fileName: string): Syntax | undefined {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (extension === 'yml' || extension === 'yaml') return 'yaml';
  if (extension === 'json') return 'json';
  if (extension === 'jsonc') return 'jsonc';
  return undefined;
}
