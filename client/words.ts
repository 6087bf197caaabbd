/** What the parts of the extension say alike. */
export const NOT_RUNNING = 'The Taskcluster language server is not running.';

/** A view has no answer about its file. */
export const NOT_ANSWERED = 'The Taskcluster language server is not running, or the file is not open as YAML or JSON.';
