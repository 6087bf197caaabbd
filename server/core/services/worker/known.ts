/** What is known about a task besides its data. */
export interface Known {
  /** Whether a mapping may have more keys than are known. */
  readonly isOpen: (map: object) => boolean;
  /** Whether the reader of the file may add to the task. */
  readonly isPart: boolean;
  /** Whether null becomes an empty mapping, as in version 0. */
  readonly nullIsMapping: boolean;
}
