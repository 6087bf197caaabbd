/** Files of the project that may not be open, by their URIs. */
export interface ProjectFiles {
  /** The text of a file; undefined if there is none, or if it cannot be read. */
  read(uri: string): Promise<string | undefined>;
  /** The URIs of what is in a folder; empty if there is none. */
  list(uri: string): Promise<readonly string[]>;
  /** Whether there is a file or folder. */
  exists(uri: string): Promise<boolean>;
}

/** For a server without files. */
export const NO_FILES: ProjectFiles = { read: async () => undefined, list: async () => [], exists: async () => false };
