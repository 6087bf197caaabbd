import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import manifest from '../../package.json' with { type: 'json' };
import { RULE_IDS, type RuleId } from '../../server/core/base/rule-ids.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { readSettings } from '../../server/core/config/read-settings.js';
import { documentationOf } from '../../server/core/rules/documentation.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const TODAY = '2026-11-22';

/** A setting as the manifest declares it. */
interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly properties?: Readonly<
    Record<string, { readonly type: string; readonly enum: readonly string[]; readonly markdownDescription: string }>
  >;
}

const settings = new Map<string, Setting>(
  manifest.contributes.configuration.flatMap(({ properties }) => Object.entries<Setting>(properties)),
);

describe('package.json', () => {
  it('has a setting for every rule, in the order of the rules, with a description and a link to its page', () => {
    const { properties = {} } = settings.get('taskcluster.rules') ?? {};
    assert.deepEqual(Object.keys(properties), [...RULE_IDS]);
    for (const [id, { type, enum: levels, markdownDescription }] of Object.entries(properties)) {
      assert.equal(type, 'string', `${id} is a drop-down in the settings, which needs a type`);
      assert.deepEqual(levels, ['off', 'hint', 'info', 'warning', 'error']);
      assert.ok(markdownDescription.endsWith(`(${documentationOf(id as RuleId)})`), `${id} has a link to its page`);
    }
  });

  it('offers only levels that the server takes', () => {
    const warnings: string[] = [];
    for (const [id, { enum: levels }] of Object.entries(settings.get('taskcluster.rules')?.properties ?? {})) {
      for (const level of levels) readSettings({ rules: { [id]: level } }, (warning) => warnings.push(warning), TODAY);
    }
    assert.deepEqual(warnings, []);
  });

  it('has no settings but those that are read', () => {
    assert.deepEqual(
      [...settings.keys()],
      [
        'taskcluster.rules',
        'taskcluster.maxTaskDeadlineDays',
        'taskcluster.reregistration.sunset',
        'taskcluster.migration.codeLens',
        'taskcluster.files.include',
        'taskcluster.files.exclude',
        'taskcluster.rootUrl',
        'taskcluster.live.enable',
        'taskcluster.live.codeLens',
        'taskcluster.trace.server',
      ],
    );
  });

  it('declares defaults that the server takes, and the scope of each setting', () => {
    const scopes: Readonly<Record<string, string>> = {
      'taskcluster.rootUrl': 'machine-overridable',
      'taskcluster.live.enable': 'window',
      'taskcluster.trace.server': 'window',
    };
    const warnings: string[] = [];
    const warn = (warning: string): unknown => warnings.push(warning);
    const [rules, sunset, include, exclude, maxTaskDeadlineDays] = [
      ...['rules', 'reregistration.sunset', 'files.include', 'files.exclude', 'maxTaskDeadlineDays'],
    ].map((key) => settings.get(`taskcluster.${key}`)?.default);
    const set = { rules, reregistration: { sunset }, files: { include, exclude }, maxTaskDeadlineDays };
    assert.deepEqual(readSettings(set, warn, TODAY).config, DEFAULT_CONFIG);
    assert.deepEqual(warnings, []);
    for (const [name, { scope, markdownDescription }] of settings) {
      assert.equal(scope, scopes[name] ?? 'resource', name);
      assert.ok(markdownDescription.length > 40, `${name} is described`);
    }
  });

  it('declares the commands that the client registers', () => {
    const folder = `${ROOT}client/commands`;
    const registered = readdirSync(folder).flatMap((file) => {
      const [, id] = /= '(taskcluster\.\w+)'/.exec(readFileSync(`${folder}/${file}`, 'utf8')) ?? [];
      const name = file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      assert.equal(`${id}.ts`, `taskcluster.${name}`, 'a command has the name of its file');
      return [id];
    });
    const declared = manifest.contributes.commands;
    assert.deepEqual(registered.sort(), declared.map(({ command }) => command).sort());
    for (const { category, title } of declared) {
      assert.equal(category, 'Taskcluster');
      assert.ok(!title.startsWith('Taskcluster'), 'the category stands before the title');
    }
  });

  it('activates for the languages of Taskcluster files and takes none of their ids', () => {
    assert.deepEqual(manifest.activationEvents, ['onLanguage:yaml', 'onLanguage:json', 'onLanguage:jsonc']);
    assert.ok(!('languages' in manifest.contributes));
  });

  it('runs in untrusted and virtual workspaces, of which it reads open documents and nothing else', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.deepEqual(restrictedConfigurations, ['taskcluster.rootUrl', 'taskcluster.live.enable']);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
    for (const folder of ['client', 'server/lsp', 'server/documents', 'server/features']) {
      for (const file of readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts')) continue;
        const source = readFileSync(`${ROOT}${folder}/${file}`, 'utf8');
        assert.doesNotMatch(source, /node:(fs|https|child_process)/, `${folder}/${file}`);
      }
    }
  });

  it('reaches the network in one place, and is reached in one', () => {
    const files = readdirSync(`${ROOT}client`, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const those = (pattern: RegExp): string[] =>
      files.filter((name) => pattern.test(readFileSync(`${ROOT}client/${name}`, 'utf8')));
    assert.deepEqual(those(/\bfetch\(|createFetchTransport\(|XMLHttpRequest|WebSocket/), ['live/server-connection.ts']);
    assert.deepEqual(those(/node:(http|net)'/), ['sign-in/listener.node.ts']);
  });

  it('has a welcome for each reason why the view of pools is empty', () => {
    const { viewsWelcome } = manifest.contributes;
    const reasons = viewsWelcome.map(({ when }) => when.replace('taskcluster.lookUps == ', ''));
    assert.deepEqual(reasons.sort(), ['ask', 'disabled', 'invalid', 'no-root-url', 'untrusted']);
    const declared = manifest.contributes.commands.map(({ command }) => command);
    for (const { contents } of viewsWelcome) {
      for (const [, command = ''] of contents.matchAll(/\(command:([\w.]+)/g)) {
        assert.ok(command.startsWith('workbench.') || declared.includes(command), command);
      }
    }
  });

  it('has an entry for the browser, built from sources that exist', () => {
    assert.equal(manifest.browser, './dist/web/extension.js');
    for (const source of ['client/extension.ts', 'client/extension.web.ts', 'server/lsp/main.worker.ts']) {
      assert.ok(existsSync(ROOT + source), source);
    }
  });
});
