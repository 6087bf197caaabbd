// What it costs to open a template: all of the analysis, every event rendered.
// Machines are noisy: the median of several runs in one process counts, and the ratio to the bare reading of the text.
import { analyze } from '../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../server/core/config/config.js';
import { parse } from '../server/core/syntax/parse.js';

const RUNS = 25;

/** A `.taskcluster.yml` as large repositories have it: a default task, variables, tasks merged, mapped and conditional. */
function template(tasks: number): string {
  const merged = Array.from({ length: tasks }, (_, i) => {
    const condition = i % 3 === 0 ? 'tasks_for == "github-push"' : 'tasks_for[:19] == "github-pull-request"';
    return `      - $if: '${condition} || tasks_for == "github-release"'
        then:
          $mergeDeep:
            - { $eval: default_task }
            - taskId: { $eval: as_slugid("task-${i}") }
              taskQueueId: \${trustDomain}-\${level}/linux-${i % 5}
              payload:
                command: [/bin/bash, -cx, "git clone --quiet \${repository} && cd repo && git checkout \${head_rev} && make test-${i}"]
                env: { PART: "${i}", REF: "\${head_rev}" }
              metadata: { name: "test ${i}", description: "Runs part ${i} of the tests" }
`;
  });
  return `version: 1
reporting: checks-v1
policy: { pullRequests: public_restricted }
tasks:
  $let:
    trustDomain: proj-example
    level: { $if: 'tasks_for == "github-push" && event.ref == "refs/heads/main"', then: 3, else: 1 }
    head_rev:
      $if: 'tasks_for[:19] == "github-pull-request"'
      then: \${event.pull_request.head.sha}
      else: { $if: 'tasks_for == "github-push"', then: "\${event.after}", else: main }
    repository: \${event.repository.html_url}
  in:
    $let:
      default_task:
        created: { $fromNow: "" }
        deadline: { $fromNow: 2 hours }
        expires: { $fromNow: 1 month }
        scopes: []
        payload: { image: "node:22", maxRunTime: 3600 }
        metadata: { owner: ci@example.com, source: "\${repository}/raw/\${head_rev}/.taskcluster.yml" }
    in:
${merged.join('')}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Templates of three sizes: the whole analysis, and how it compares to reading alone. */
export function measureTemplates(): readonly object[] {
  return [5, 20, 50].map((tasks) => {
    const text = template(tasks);
    const document = { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' } as const;
    const first = time(() => analyze(document, DEFAULT_CONFIG));
    const whole = median(Array.from({ length: RUNS }, () => time(() => analyze(document, DEFAULT_CONFIG))));
    const reading = median(Array.from({ length: RUNS }, () => time(() => parse(text, 'yaml'))));
    const round = (value: number): number => Math.round(value * 10) / 10;
    return {
      tasks,
      kB: round(text.length / 1000),
      'first ms': round(first),
      'median ms': round(whole),
      'reading ms': round(reading),
      ratio: round(whole / reading),
      findings: analyze(document, DEFAULT_CONFIG).findings.length,
    };
  });
}
