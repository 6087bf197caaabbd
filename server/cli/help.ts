import type { Command } from './options.js';

const USAGE: Readonly<Record<Command, string>> = {
  check: `\
  taskcluster-lint [check] [--format text|json|sarif|github] [--quiet] [--max-warnings N]
                           [--live] [--root-url URL] [--config FILE | --no-config]
                           [--baseline FILE] [--write-baseline FILE] PATH...
`,
  migrate: `\
  taskcluster-lint migrate [--write | --diff] [--format text|json] [--config FILE | --no-config]
                           [--baseline FILE] [--write-baseline FILE] PATH...
`,
  fix: `\
  taskcluster-lint fix [--rule ID]... [--write | --diff] [--format text|json] [--config FILE | --no-config]
                           [--baseline FILE] [--write-baseline FILE] PATH...
`,
  pools: `\
  taskcluster-lint pools [--root-url URL] [--format text|json] [--not-reregistering]
`,
  render: `\
  taskcluster-lint render [--tasks-for T] [--event FILE | --event NAME] [--now TIME] [--format text|json|yaml] PATH
  taskcluster-lint render --list-events [--format text|json|yaml] PATH
  taskcluster-lint render --context FILE [--now TIME] [--format text|json|yaml] PATH
`,
  d2g: `\
  taskcluster-lint d2g [--task NAME]... [--d2g-config FILE | --live [--root-url URL]] PATH
`,
};

const OPTIONS: Readonly<Record<Command, string>> = {
  check: `\
check (the default): reports problems in Taskcluster files
  --format FORMAT         text (for people), json, sarif (2.1.0) or github (workflow commands)
  -q, --quiet             report errors and warnings only
  --max-warnings N        exit with 1 if there are more than N warnings
  --live                  look up the worker pools that the files name; without it, no request is sent
  --root-url URL          the deployment to ask; default: TASKCLUSTER_ROOT_URL
  --baseline FILE         do not report the findings that this file lists
  --write-baseline FILE   write the findings to this file, and report none
`,
  migrate: `\
migrate: replaces provisionerId and workerType with one taskQueueId
  --diff                  print the changes as a diff for 'git apply', and change nothing (the default)
  --write                 change the files; with '-', print the migrated text
  --format FORMAT         text or json
  --baseline FILE         do not report the pairs that stay and whose findings this file lists
  --write-baseline FILE   write the findings that are left to this file
`,
  fix: `\
fix: makes the fixes that are certain to keep what a file means
  --rule ID               fix the problems of this rule only, also where there is just one suggestion; may be repeated
  --diff                  print the changes as a diff for 'git apply', and change nothing (the default)
  --write                 change the files; with '-', print the fixed text
  --format FORMAT         text or json
  --baseline FILE         do not report the problems that stay and that this file lists
  --write-baseline FILE   write the findings that are left to this file
`,
  pools: `\
pools: lists the worker pools of a deployment, with capacity, pending tasks and re-registration
  --root-url URL          the deployment to ask; default: TASKCLUSTER_ROOT_URL
  --format FORMAT         text or json
  --not-reregistering     list only pools that are not configured to re-register; exit with 1 if there are any
`,
  render: `\
render: prints the result of a .taskcluster.yml in the GitHub service; without an event, the number of tasks for each event
  --event FILE            the body of a webhook, as JSON: prints the result of the template for it
  --event NAME            an event listed by --list-events
  --tasks-for T           the value of tasks_for, if the body does not imply it; alone, the usual event of that kind:
                          github-push, github-pull-request, github-pull-request-untrusted, github-release or
                          github-issue-comment
  --list-events           lists the events, with variants for what the template reads; with --format json, also their bodies
  --context FILE          renders any JSON-e template with exactly these variables, a JSON object
  --now TIME              the current time, e.g. 2030-01-31T12:00:00.000Z; default: the time in the context, else the clock
  --format FORMAT         text (indented JSON, or a table), json or yaml
`,
  d2g: `\
d2g: prints as JSON what generic-worker runs for the tasks with a docker-worker payload: a view, not a payload to submit
  --task NAME             only the task with this name in its metadata; may be repeated
  --d2g-config FILE       the d2gConfig of the worker pool, a JSON object; default: d2g's defaults
  --live                  look up the worker pools of the tasks, and use their d2gConfig
  --root-url URL          the deployment to ask; default: TASKCLUSTER_ROOT_URL
`,
};

const PATHS = `
PATH is a file or a folder. A folder is searched for Taskcluster files (.yml, .yaml, .json, .jsonc), except those that
.gitignore excludes. '-' reads the standard input.
`;

const FOR_PATHS = `\
  --stdin-filename NAME   the name of the standard input; it tells YAML from JSON, and identifies .taskcluster.yml
`;

const FOR_CHECKS = `\
  --config FILE           use this configuration instead of the nearest .taskcluster-lint.yml
  --no-config             use no configuration
`;

const FOR_ALL = `\
  --color, --no-color     colours in the text format; default: depends on the terminal and NO_COLOR
  -h, --help              print this
  -V, --version           print the version
`;

const EXIT_CODES = `
Exit codes:
  0  no errors
  1  errors, more warnings than allowed, errors that 'fix' leaves, something that could not be migrated, rendered or converted, or pools found by --not-reregistering
  2  wrong usage, an input or a configuration that cannot be read, or a deployment that does not list its pools
`;

const NETWORK = `
Credentials are read from TASKCLUSTER_CLIENT_ID, TASKCLUSTER_ACCESS_TOKEN and TASKCLUSTER_CERTIFICATE, and are only used for
the deployment of TASKCLUSTER_ROOT_URL. Proxies are read from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
`;

const FILE = `
PATH is a file; '-' reads the standard input.
`;

const ROOT_URL = `
taskcluster_root_url is what TASKCLUSTER_ROOT_URL says. No request leaves.
`;

/** The output of `help` and `--help`, for one command or for all. */
export function helpText(about: Command | undefined): string {
  if (about) {
    const takesPaths = about !== 'pools';
    const takesFile = about === 'render' || about === 'd2g';
    return [
      `Usage:\n${USAGE[about]}`,
      takesPaths ? (takesFile ? FILE : PATHS) : '',
      `\n${OPTIONS[about]}${takesPaths && !takesFile ? FOR_CHECKS : ''}${takesPaths ? FOR_PATHS : ''}${FOR_ALL}`,
      EXIT_CODES,
      about === 'migrate' || about === 'fix' || about === 'd2g' ? '' : about === 'render' ? ROOT_URL : NETWORK,
    ].join('');
  }
  return `taskcluster-lint: checks Taskcluster files, fixes them, migrates provisionerId + workerType to taskQueueId,
lists worker pools, renders JSON-e templates, shows what workers run

Usage:
${USAGE.check}${USAGE.migrate}${USAGE.fix}${USAGE.pools}${USAGE.render}${USAGE.d2g}  taskcluster-lint help [check | migrate | fix | pools | render | d2g]
${PATHS}
${OPTIONS.check}
${OPTIONS.migrate}
${OPTIONS.fix}
${OPTIONS.pools}
${OPTIONS.render}
${OPTIONS.d2g}
check, migrate and fix:
${FOR_CHECKS}
all:
${FOR_PATHS}${FOR_ALL}${EXIT_CODES}${NETWORK}`;
}
