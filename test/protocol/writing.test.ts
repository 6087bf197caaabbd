import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ClientCapabilities, CompletionItem } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenDocument } from '../support/open-document.js';
import { type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';

const SNIPPETS: ClientCapabilities = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };

/** Somebody who writes a file from top to bottom: types at its end, and takes what is offered there. */
class Writer {
  constructor(private readonly document: OpenDocument) {}

  static async of(server: TestServer, name: string): Promise<Writer> {
    return new Writer(await server.open(name, ''));
  }

  get text(): string {
    return this.document.text;
  }

  async offered(): Promise<readonly CompletionItem[]> {
    const lines = this.text.split('\n');
    return this.document.completions({ line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
  }

  async labels(): Promise<readonly string[]> {
    return (await this.offered()).map(({ label }) => label);
  }

  /** Types a text in which `[label]` stands for taking that item. A snippet stays as it suggests. */
  async write(text: string): Promise<void> {
    for (const part of text.split(/(\[[^\]]+\])/)) {
      const label = /^\[(.*)\]$/.exec(part)?.[1];
      await this.document.rewrite(label === undefined ? this.text + part : await this.after(label));
    }
  }

  private async after(label: string): Promise<string> {
    const item = (await this.offered()).find((one) => one.label === label);
    assert.ok(item?.textEdit && 'range' in item.textEdit, `"${label}" is not offered at the end of\n${this.text}`);
    const { range, newText } = item.textEdit;
    const filled = item.insertTextFormat === 2 ? filledIn(newText) : newText;
    const copy = TextDocument.create('', '', 0, this.text);
    return TextDocument.applyEdits(copy, [{ range, newText: filled }]);
  }

  async findings(): Promise<readonly string[]> {
    return (await this.document.diagnostics()).map(({ message }) => String(message));
  }
}

function filledIn(snippet: string): string {
  const suggested = snippet.replace(/\$\{\d+:((?:[^{}\\]|\\.)*)\}/g, '$1').replace(/(?<!\\)\$\d+/g, '');
  return suggested.replace(/\\([$}\\])/g, '$1');
}

describe('a new file, with nothing but completions and the values of its author', function () {
  this.timeout(TIMEOUT_MS);

  it('.taskcluster.yml, key by key', () =>
    withServer({ capabilities: SNIPPETS }, async (server) => {
      const writer = await Writer.of(server, '.taskcluster.yml');
      await writer.write('[version]\npo[policy]\n  [pullRequests][public]\n[tasks]');
      await writer.write('[taskId]build\n    [taskQueueId]proj-x/ci\n    dead[deadline]\n    [payload]\n');
      await writer.write('      [image]ubuntu:24.04\n      [command]make\n      maxR[maxRunTime]3600\n');
      await writer.write('      [features]\n        [taskclusterProxy][true]\n');
      await writer.write(
        '      [artifacts]\n        public/build:\n          [path]/build\n          [type][directory]\n',
      );
      await writer.write('    [priority][low]\n    [metadata]\n');
      assert.equal(
        writer.text,
        `version: 1
policy:
  pullRequests: public
tasks:
  - taskId: build
    taskQueueId: proj-x/ci
    deadline: {$fromNow: 1 day}
    payload:
      image: ubuntu:24.04
      command:
        - make
      maxRunTime: 3600
      features:
        taskclusterProxy: true
      artifacts:
        public/build:
          path: /build
          type: directory
    priority: low
    metadata:
      name: unit tests
      description: description
      owner: me@example.com
      source: https://example.com/
`,
      );
      assert.deepEqual(await writer.findings(), []);
    }));

  it('a hook, in a folder for hooks', () =>
    withServer({ capabilities: SNIPPETS }, async (server) => {
      const writer = await Writer.of(server, 'hooks/nightly.yml');
      assert.deepEqual((await writer.labels()).slice(0, 4), ['hook', 'metadata', 'task', 'hookGroupId']);
      await writer.write('hoo[hookGroupId]project-x\n[hookId]nightly\n');
      // It is not yet known to be a hook, so nothing is missing.
      assert.deepEqual(await writer.findings(), []);
      await writer.write('[metadata]\n  [emailOnError][true]\n[schedule]0 0 9 * * *\n[task]\n');
      await writer.write('  [scopes]secrets:get:project/x\n');
      assert.deepEqual(await writer.findings(), []);
    }));

  it('a hook anywhere, after a comment that says so', () =>
    withServer({ capabilities: SNIPPETS }, async (server) => {
      const writer = await Writer.of(server, 'ci/new.yml');
      assert.deepEqual(await writer.labels(), []);
      await writer.write('# taskcluster-kind: [hook]\n[hookId]nightly\n');
      assert.deepEqual(await writer.findings(), ['The hook needs the keys "metadata" and "task".']);
      await writer.write('[metadata]\n[task]\n');
      assert.deepEqual(await writer.findings(), []);
    }));

  const wholes: readonly (readonly [name: string, label: string, start: string])[] = [
    ['.taskcluster.yml', 'simple task', ''],
    ['.taskcluster.yml', 'decision task', ''],
    ['.taskcluster.yml', 'task', 'version: 1\ntasks:\n  - '],
    ['tasks/build.yml', 'task', ''],
    ['hooks/nightly.yml', 'hook', ''],
    ['worker-pools/ci.yml', 'worker pool on Google Cloud', ''],
    ['worker-pools/ci.yml', 'worker pool on AWS', ''],
    ['config/projects/x.yml', 'worker pool', 'x:\n  workerPools:\n    ci:\n      '],
  ];
  for (const [client, capabilities] of [
    ['snippets', SNIPPETS],
    ['plain text', {}],
  ] as const) {
    for (const [name, label, start] of wholes) {
      it(`${name}, ${label}, as ${client}`, () =>
        withServer({ capabilities }, async (server) => {
          const writer = await Writer.of(server, name);
          await writer.write(`${start}[${label}]\n`);
          assert.doesNotMatch(writer.text, /\\|\$\{?\d/);
          assert.deepEqual(await writer.findings(), []);
        }));
    }
  }
});
