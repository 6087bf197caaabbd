/** Where output goes. */
export interface Output {
  write(text: string | Buffer): void;
  readonly isTerminal: boolean;
  /** Whether the reader has gone away, as after `| head`. Writing then does nothing. */
  readonly closed: boolean;
}

/** One entry of a folder. Links are identified, not followed. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** What is at a path. Only a regular file is certain to have an end. */
export type Kind = 'file' | 'folder' | 'pipe' | 'socket' | 'device';

/**
 * The file system functions that the command line needs. Every function may throw an Error with a message for the user. Paths
 * and names are strings made by `nameOf`, so that names that are not UTF-8 work too.
 */
export interface FileSystem {
  /** The bytes of a regular file; throws for anything else. */
  read(path: string): Buffer;
  /** What `path` is, following links. */
  kindOf(path: string): Kind;
  /** Whether `path` is a regular file, not a link to one. */
  isFileItself(path: string): boolean;
  entries(folder: string): Entry[];
  exists(path: string): boolean;
  /** Whether anything has that name, even a link that leads nowhere. */
  isTaken(path: string): boolean;
  realPath(path: string): string;
  /**
   * Replaces a file's content in one step: a reader sees either the old bytes or the new ones, never a part. Only a file with
   * several hard links is written in place. Throws, and changes nothing, if the content is no longer `was`.
   */
  replace(path: string, was: Buffer, bytes: Buffer): void;
  /** Writes a file that does not exist yet. */
  create(path: string, bytes: Buffer): void;
}

/** The clock. Tests use their own, which runs as fast as they like. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` after a number of milliseconds, unless the returned function is called first. */
  after(milliseconds: number, action: () => void): () => void;
}

/** The world outside the process, so that tests can run the commands in a fake one. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: () => Promise<Buffer>;
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
