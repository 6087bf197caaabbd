import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../paths.mjs';
import { generatedFiles } from './generated.mjs';
import { bundleOf } from './l10n-bundle.mjs';
import { splitTexts, withTexts } from './manifest-texts.mjs';
import { readRulePage } from './rule-page.mjs';

describe('What is generated', () => {
  it('is up to date', () => {
    const isStale = ([path, text]) => {
      const written = readFileSync(join(root, path), 'utf8');
      if (!path.endsWith('.json')) return written !== text;
      return !isDeepStrictEqual(JSON.parse(written), JSON.parse(text));
    };
    const stale = [...generatedFiles()].filter(isStale).map(([path]) => path);
    assert.deepEqual(stale, [], 'run: npm run docs');
  });

  it('says of each command what it does', () => {
    const page = readFileSync(join(root, 'docs/commands.md'), 'utf8');
    assert.doesNotMatch(page, /^.* \| \|$/m, 'describe the command in docs/commands.md');
  });
});

describe('The head of a rule’s page', () => {
  const end = 'Severity: error, hint · Fix: safe · [All rules](../../../../docs/rules/README.md)\n';

  it('is read', () => {
    assert.deepEqual(readRulePage('one', `# one\n\nWhat \`it\` finds.\n\n${end}\n## Why\n`), {
      id: 'one',
      summary: 'What `it` finds.',
      severities: ['error', 'hint'],
      fix: 'safe',
    });
  });

  for (const [what, text] of Object.entries({
    'of another rule': `# two\n\nWhat it finds.\n\n${end}`,
    'without a summary': `# one\n\n${end}`,
    'without a fix': '# one\n\nWhat it finds.\n\nSeverity: error\n',
  })) {
    it(`${what} is refused`, () => assert.throws(() => readRulePage('one', text), /must begin like/));
  }
});

describe('The texts of the manifest', () => {
  const manifest = {
    name: 'x',
    displayName: 'Taskcluster',
    description: 'What it is.',
    contributes: {
      commands: [{ command: 'taskcluster.show', category: 'Taskcluster', title: 'Show' }],
      views: { a: [{ id: 'taskcluster.pools', name: 'Pools' }] },
      viewsWelcome: [{ view: 'taskcluster.pools', when: 'x == none', contents: 'Nothing\n[Show](command:x)' }],
      configuration: [
        {
          title: 'Two Words',
          properties: {
            'taskcluster.a': { type: 'string', enum: ['title'], markdownDescription: '`a`', enumDescriptions: ['b'] },
          },
        },
      ],
      walkthroughs: [
        { id: 'start', title: 'Start', steps: [{ id: 'open', title: 'Open', media: { altText: 'A file' } }] },
      ],
    },
  };

  it('have keys that follow from their places, and come back', () => {
    const split = splitTexts(manifest);
    assert.deepEqual(split.texts, {
      description: 'What it is.',
      'commands.show.title': 'Show',
      'views.a.pools.name': 'Pools',
      'viewsWelcome.pools.none.contents': 'Nothing\n[Show](command:x)',
      'configuration.two-words.title': 'Two Words',
      'configuration.a.description': '`a`',
      'configuration.a.enumDescriptions.0': 'b',
      'walkthroughs.start.title': 'Start',
      'walkthroughs.start.open.title': 'Open',
      'walkthroughs.start.open.altText': 'A file',
    });
    assert.equal(split.manifest.contributes.commands[0].title, '%commands.show.title%');
    assert.equal(split.manifest.contributes.commands[0].category, 'Taskcluster');
    assert.deepEqual(withTexts(split.manifest, split.texts), manifest);
  });

  it('that are missing, or have the key of another, are refused', () => {
    assert.throws(() => withTexts({ title: '%a.b%' }, {}), /no text for %a\.b%/);
    const command = { command: 'a', title: 'A' };
    assert.throws(() => splitTexts({ contributes: { commands: [command, command] } }), /two texts with the key/);
  });
});

describe('The bundle of the client’s texts', () => {
  const bundle = (text) => bundleOf([{ path: 'a.ts', text }]);

  it('has what is translated, in either way of calling and quoting', () => {
    const text = `l10n.t('One'); t("It's {0}", x); t(\n  'Long',\n  y,\n); at('no'); a.t('no'); t('a\\nb');`;
    assert.deepEqual(Object.keys(bundle(text)), ["It's {0}", 'Long', 'One', 'a\nb']);
  });

  it('refuses what no translation can replace', () => {
    assert.throws(() => bundle('t(`a ${b}`)'), /a\.ts: t\(\) takes a string/);
    assert.throws(() => bundle('l10n.t(words)'), /a\.ts: t\(\) takes a string/);
  });
});
