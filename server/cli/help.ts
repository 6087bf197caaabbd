/** What `--help` prints. */
export const HELP = `taskcluster-lint: checks Taskcluster files, migrates provisionerId + workerType to taskQueueId, lists worker pools

Usage:
  taskcluster-lint [check] [--format text|json|sarif|github] [--live] [--root-url URL] [--max-warnings N] PATH...
  taskcluster-lint migrate [--write | --diff] [--format text|json] PATH...
  taskcluster-lint pools [--root-url URL] [--format text|json] [--not-reregistering]

PATH is a file or a folder. A folder is searched for Taskcluster files (.yml, .yaml, .json, .jsonc); what .gitignore
excludes is left out. '-' reads the standard input.

check (the default):
  --format FORMAT         text (for people), json, sarif (2.1.0) or github (workflow commands)
  --max-warnings N        exit with 1 if there are more than N warnings
  --live                  look up the worker pools that the files name; without it, no request leaves
  --root-url URL          the deployment to ask; otherwise TASKCLUSTER_ROOT_URL

migrate:
  --diff                  print what would change as a unified diff, and change nothing (the default)
  --write                 change the files; with '-', print the migrated text
  --format FORMAT         text or json

pools, which prints capacity, pending tasks and re-registration of every worker pool:
  --root-url URL          the deployment to ask; otherwise TASKCLUSTER_ROOT_URL
  --format FORMAT         text or json
  --not-reregistering     only the pools that are not configured to re-register; exit with 1 if there are any

all:
  --stdin-filename NAME   what the standard input is called: the name tells YAML from JSON, and .taskcluster.yml
  --color, --no-color     colours in the text format; otherwise as the terminal and NO_COLOR say
  -h, --help              print this
  -V, --version           print the version

Exit codes:
  0  no errors
  1  errors, more warnings than allowed, something that could not be migrated, or pools that --not-reregistering finds
  2  wrong usage, an input that cannot be read, or a deployment that does not list its pools

Credentials are taken from TASKCLUSTER_CLIENT_ID, TASKCLUSTER_ACCESS_TOKEN and TASKCLUSTER_CERTIFICATE, and go only to the
deployment of TASKCLUSTER_ROOT_URL. Proxies are taken from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
`;
