import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import { bundle, lint, project, removeProjects, runBundle } from './helper.js';

const TASK = `# A task.
created: "2030-01-01T00:00:00Z"
deadline: "2030-01-01T01:00:00Z"
provisionerId: lighthouse-1 # ours
workerType: linux
metadata: { name: n, description: d, owner: o@example.com, source: https://example.com }
payload: {}
`;

describe('the command with the real core', () => {
  afterEach(removeProjects);

  it('finds the deprecated pair and a bad worker type', async () => {
    const folder = project({ 'a.yml': TASK, 'b.yml': TASK.replace('linux', 'B_Linux') });
    const { code, stdout } = await lint(folder, ['.']);
    assert.match(stdout, /^a\.yml:4:1: hint: .*lighthouse-1\/linux.* \[prefer-task-queue-id\]$/m);
    assert.match(
      stdout,
      /^b\.yml:5:13: error: .*B_Linux.* \[worker-type-format\]\n5 \| workerType: B_Linux\n {2}\| {13}\^~{6}$/m,
    );
    assert.equal(code, 1);
  });

  it('migrates', async () => {
    const folder = project({ 'a.yml': TASK });
    const { code, stdout } = await lint(folder, ['migrate', '--write', '.']);
    assert.equal(stdout, '1 pair migrated in 1 file.\n');
    assert.equal(code, 0);
    const text = fs.readFileSync(join(folder, 'a.yml'), 'utf8');
    assert.match(text, /^taskQueueId: lighthouse-1\/linux\b.*$/m);
    assert.match(text, /# A task\.[\s\S]*# ours/);
    const again = await lint(folder, ['migrate', '--write', '.']);
    assert.deepEqual([again.code, again.stdout], [0, 'Nothing to migrate.\n']);
  });

  it('leaves an unreadable file alone, and says which line to fix first', async () => {
    const broken = `- ${TASK.slice(TASK.indexOf('created')).trimEnd().replaceAll('\n', '\n  ')}\n- payload: "x\n`;
    const files = {
      'a.yml': broken,
      'b.json': '{"provisionerId": "a", "workerType": "b", "payload": {}, "metadata": {},}',
    };
    const folder = project(files);
    const { code, stdout } = await lint(folder, ['migrate', '--write', '.']);
    assert.deepEqual(stdout.split('\n'), [
      'a.yml:3:3: left: the file cannot be read; fix line 7 first',
      'b.json:1:2: left: the file cannot be read; fix line 1 first',
      'No file changed, 2 pairs left.',
      '',
    ]);
    assert.equal(code, 1);
    for (const [name, text] of Object.entries(files)) assert.equal(fs.readFileSync(join(folder, name), 'utf8'), text);
    const json = await lint(folder, ['migrate', '--format', 'json', 'a.yml']);
    const [file] = (JSON.parse(json.stdout) as { files: { left: { reason: string }[] }[] }).files;
    assert.deepEqual(
      file?.left.map(({ reason }) => reason),
      ['the file cannot be read; fix line 7 first'],
    );
  });
});

describe('the bundled command with the real core', function () {
  this.timeout(60_000);
  let cli: string;
  before(() => {
    cli = bundle();
  });
  after(removeProjects);

  const task = { created: '', deadline: '', metadata: {}, payload: {}, provisionerId: 'a', workerType: 'B_L' };
  const many = JSON.stringify(
    Array.from({ length: 10_000 }, () => task),
    undefined,
    1,
  );

  it('writes a report of many megabytes to its end', async () => {
    const { code, stdout, stderr } = await runBundle(cli, project({ 'a.json': many }), ['--format', 'json', 'a.json']);
    assert.equal(stderr, '');
    assert.equal(code, 1);
    assert.ok(stdout.length > 2_000_000);
    assert.ok(JSON.parse(stdout).summary.errors >= 10_000);
  });

  it('does not mind a reader that goes away', async () => {
    const { code, stderr } = await runBundle(cli, project({ 'a.json': many }), ['a.json'], { readAtMost: 100 });
    assert.deepEqual([code, stderr], [1, '']);
  });

  const hostile: [title: string, content: string | Buffer][] = [
    ['an empty file', ''],
    ['bytes that are not text', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 151 + (i >> 3)) % 256))],
    ['100,000 nested brackets', '['.repeat(100_000)],
    ['100,000 nested mappings under a payload', `payload: ${'{a: '.repeat(100_000)}`],
    ['half a surrogate pair', Buffer.from([...Buffer.from('payload: "'), 0xed, 0xa0, 0x80, 0x22])],
    ['a line of a megabyte', `payload: {}\ncreated: ${'x'.repeat(1_000_000)}\nworkerType: B_L\n`],
  ];
  for (const [title, content] of hostile) {
    it(`survives ${title}`, async () => {
      const folder = project({ 'a.yml': content, 'a.json': content, '.taskcluster.yml': content });
      for (const argv of [['.'], ['a.yml', 'a.json', '.taskcluster.yml'], ['migrate', '--write', '.']]) {
        const { code, stderr } = await runBundle(cli, folder, argv);
        assert.ok(code === 0 || code === 1, `exit ${code}: ${stderr}`);
        assert.doesNotMatch(stderr, /internal error/);
      }
    });
  }
});
