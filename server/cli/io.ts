/** Where output goes. */
export interface Output {
  write(text: string | Buffer): void;
  readonly isTerminal: boolean;
  /** Whether nobody reads any more, as after `| head`. Writing then does nothing. */
  readonly closed: boolean;
}

/** One entry of a folder. Links are told apart, not followed. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** What stands at a path. Only a file, a regular one, has an end for certain. */
export type Kind = 'file' | 'folder' | 'pipe' | 'socket' | 'device';

/**
 * What the command line needs of a file system. Every function may throw an Error whose message suits a user. Paths and
 * names are texts as `nameOf` makes them, so that those that are not UTF-8 have one too.
 */
export interface FileSystem {
  /** The bytes of a regular file; throws for anything else. */
  read(path: string): Buffer;
  /** What `path` is, links followed. */
  kindOf(path: string): Kind;
  /** Whether `path` is a regular file and no link to one. */
  isFileItself(path: string): boolean;
  entries(folder: string): Entry[];
  exists(path: string): boolean;
  realPath(path: string): string;
  /**
   * Replaces a file's content in one step: a reader sees the old bytes or the new ones, never a part. Only a file with
   * several hard links is written in place. Throws, and changes nothing, if the content is not `was` any more.
   */
  replace(path: string, was: Buffer, bytes: Buffer): void;
}

/** The time. A test has its own, which goes as fast as it likes. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` after so many milliseconds, unless the function that it gives is called before. */
  after(milliseconds: number, action: () => void): () => void;
}

/** The world outside of the process, so that a test can run the commands in its own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: () => Promise<Buffer>;
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
