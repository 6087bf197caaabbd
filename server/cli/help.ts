/** What `--help` prints. */
export const HELP = `taskcluster-lint: checks Taskcluster files, and migrates provisionerId + workerType to taskQueueId

Usage:
  taskcluster-lint [check] [--format text|json|sarif|github] [--max-warnings N] PATH...
  taskcluster-lint migrate [--write | --diff] [--format text|json] PATH...

PATH is a file or a folder. A folder is searched for Taskcluster files (.yml, .yaml, .json, .jsonc); what .gitignore
excludes is left out. '-' reads the standard input.

check (the default):
  --format FORMAT         text (for people), json, sarif (2.1.0) or github (workflow commands)
  --max-warnings N        exit with 1 if there are more than N warnings

migrate:
  --diff                  print what would change as a unified diff, and change nothing (the default)
  --write                 change the files; with '-', print the migrated text
  --format FORMAT         text or json

both:
  --stdin-filename NAME   what the standard input is called: the name tells YAML from JSON, and .taskcluster.yml
  --color, --no-color     colours in the text format; otherwise as the terminal and NO_COLOR say
  -h, --help              print this
  -V, --version           print the version

Exit codes:
  0  no errors
  1  errors, more warnings than allowed, or something that could not be migrated
  2  wrong usage, or an input that cannot be read
`;
