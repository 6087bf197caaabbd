/** What is known of a task besides its data. */
export interface Known {
  /** Whether a mapping may have more keys than are known. */
  readonly isOpen: (map: object) => boolean;
  /** Whether the reader of the file may add to the task. */
  readonly isPart: boolean;
  /** Whether nothing becomes an empty mapping: the library that fills in version 0 makes one of it. */
  readonly nullIsMapping: boolean;
}
