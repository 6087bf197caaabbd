/**
 * A `.taskcluster.yml` as large repositories have it: variables and a condition around the list, a default task that others
 * are merged with, tasks that are mapped, and lists in lists. About 0.6 kB a task.
 */
export function nestedTemplate(tasks: number): string {
  const merged = Array.from({ length: tasks }, (_, i) => {
    const condition = i % 3 === 0 ? 'tasks_for == "github-push"' : 'tasks_for[:19] == "github-pull-request"';
    return `              - $if: '${condition} || tasks_for == "github-release"'
                then:
                  $mergeDeep:
                    - { $eval: default_task }
                    - taskId: { $eval: as_slugid("task-${i}") }
                      workerType: linux-${i % 5}
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
    level: { $if: 'tasks_for == "github-push" && event.ref == "refs/heads/main"', then: 3, else: 1 }
    head_rev:
      $if: 'tasks_for[:19] == "github-pull-request"'
      then: \${event.pull_request.head.sha}
      else: { $if: 'tasks_for == "github-push"', then: "\${event.after}", else: main }
    repository: \${event.repository.html_url}
  in:
    $let:
      default_task:
        provisionerId: proj-example
        created: { $fromNow: "" }
        deadline: { $fromNow: 2 hours }
        expires: { $fromNow: 1 month }
        scopes: []
        payload: { image: "node:22", maxRunTime: 3600 }
        metadata: { owner: ci@example.com, source: "\${repository}/raw/\${head_rev}/.taskcluster.yml" }
    in:
      $if: 'tasks_for != "github-issue-comment"'
      then:
        $flatten:
          -
${merged.join('')}          - $map: [lint, docs, audit]
            each(check):
              $merge:
                - { $eval: default_task }
                - workerType: linux-\${level}
                  metadata: { name: "\${check}", description: "Runs \${check}", owner: ci@example.com, source: "\${repository}" }
`;
}
