import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import packageJson from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };
import schema from '../../schemas/settings.json' with { type: 'json' };
import { withTexts } from '../../scripts/lib/docs/manifest-texts.mjs';
import { settingsOf } from '../../scripts/lib/docs/settings.mjs';
import { RULE_IDS, type RuleId } from '../../server/core/base/rule-ids.js';
import { DEFAULT_SETTINGS, readSettings } from '../../server/core/config/read-settings.js';
import { documentationOf } from '../../server/core/rules/documentation.js';
import type { JsonSchemaNode } from '../../server/core/schema/node.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const manifest = withTexts(packageJson, texts);

const TODAY = '2026-11-22';

/** A setting as the manifest declares it. */
interface Setting {
  readonly type: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly exclusiveMinimum?: number;
  readonly format?: string;
  readonly items?: { readonly type: string };
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

  it('has the settings of schemas/settings.json, with their types, values and defaults, and describes them', () => {
    const described = Object.entries(settingsOf(schema));
    const names = described.map(([name]) => name);
    assert.deepEqual([...settings.keys()].sort(), names.map((name) => `taskcluster.${name}`).sort());
    for (const [name, node] of described) {
      const declared = settings.get(`taskcluster.${name}`);
      const facts = ({ type, enum: values, exclusiveMinimum, format }: JsonSchemaNode) => ({
        type,
        values,
        exclusiveMinimum,
        format,
      });
      assert.deepEqual({ ...facts(declared ?? {}), of: declared?.default }, { ...facts(node), of: node.default }, name);
      assert.deepEqual(declared?.items, node.items && { type: schema.definitions.glob.type }, name);
      assert.ok((declared?.markdownDescription.length ?? 0) > 40, `${name} is described`);
    }
  });

  it('declares defaults that set nothing', () => {
    const set: Record<string, unknown> = {};
    for (const [name, { default: value }] of Object.entries(settingsOf(schema))) {
      const [outer = '', inner] = name.split('.');
      if (inner === undefined) set[outer] = value;
      else set[outer] = { ...Object(set[outer]), [inner]: value };
    }
    // What is not set at all leaves the word to the environment, which the server asks the client for.
    const { rootUrl: none, ...unset } = set;
    assert.equal(none, '');
    const { config, live } = readSettings(unset, assert.fail, TODAY);
    assert.deepEqual({ config, live }, { config: DEFAULT_SETTINGS.config, live: DEFAULT_SETTINGS.live });
  });

  it('declares the scope of each setting', () => {
    const scopes: Readonly<Record<string, string>> = {
      'taskcluster.rootUrl': 'machine-overridable',
      'taskcluster.live.enable': 'window',
      'taskcluster.trace.server': 'window',
    };
    for (const [name, { scope }] of settings) assert.equal(scope, scopes[name] ?? 'resource', name);
  });

  it('declares the commands that the client registers', () => {
    const folder = `${ROOT}client/commands`;
    // The commands that the server names, too, are in the protocol.
    const protocol = readFileSync(`${ROOT}server/lsp/protocol.ts`, 'utf8');
    const registered = readdirSync(folder).flatMap((file) => {
      const text = readFileSync(`${folder}/${file}`, 'utf8');
      const [, constant] = /registerCommand\((\w+),/.exec(text) ?? [];
      const [, id] = new RegExp(`${constant} = '(taskcluster\\.\\w+)'`).exec(text + protocol) ?? [];
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

  it('activates for the languages of Taskcluster files and for views that come back, and takes none of their ids', () => {
    const languages = ['onLanguage:yaml', 'onLanguage:json', 'onLanguage:jsonc'];
    const views = ['graph', 'pool', 'preview'].map((view) => `onWebviewPanel:taskcluster.${view}`);
    assert.deepEqual(manifest.activationEvents, [...languages, ...views]);
    assert.ok(!('languages' in manifest.contributes));
  });

  it('runs in untrusted and virtual workspaces: it reaches the file system of the machine in one place, and only reads there', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.deepEqual(restrictedConfigurations, ['taskcluster.rootUrl', 'taskcluster.live.enable']);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
    const readers: string[] = [];
    for (const folder of ['client', 'server/lsp', 'server/documents', 'server/features']) {
      for (const file of readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts')) continue;
        const source = readFileSync(`${ROOT}${folder}/${file}`, 'utf8');
        assert.doesNotMatch(source, /node:(https|child_process)/, `${folder}/${file}`);
        if (source.includes('node:fs')) readers.push(`${folder}/${file}`);
      }
    }
    // To follow the worker aliases of a taskgraph. It reads, and does nothing else.
    assert.deepEqual(readers, ['server/lsp/project-files.node.ts']);
    const imported = /import \{(.*)\} from 'node:fs\/promises'/.exec(readFileSync(`${ROOT}${readers[0]}`, 'utf8'));
    assert.equal(imported?.[1]?.trim(), 'readdir, readFile, stat');
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
    for (const { contents } of viewsWelcome) checkCommands(contents);
  });

  it('has a walkthrough whose steps have a small picture, lead somewhere, and are done when that is done', () => {
    const [{ id, steps } = assert.fail(), ...others] = manifest.contributes.walkthroughs;
    assert.deepEqual([id, others], ['start', []]);
    const pictures = readdirSync(`${ROOT}images/walkthrough`).map((name) => `images/walkthrough/${name}`);
    assert.deepEqual(steps.map(({ media }) => media.image).sort(), pictures.sort());
    let size = 0;
    for (const { description, media, completionEvents } of steps) {
      checkCommands(description);
      // Not Markdown: a walkthrough shows single marks as they are.
      assert.doesNotMatch(description, /(?<![*`_])[*`_](?![*`_])/);
      const bytes = statSync(ROOT + media.image).size;
      assert.ok(bytes <= 25_000, `${media.image} has ${bytes} bytes`);
      size += bytes;
      assert.ok(media.altText.length > 40, `${media.image} is described`);
      for (const event of completionEvents) {
        const [, kind, what = ''] = /^on(\w+):(.*)$/.exec(event) ?? [];
        if (kind === 'Command' || kind === 'Link') assert.ok(description.includes(what), `${event} can happen`);
        else if (kind === 'SettingChanged') assert.ok(settings.has(what), event);
        else assert.equal(event, 'onContext:taskcluster.previewable');
      }
    }
    assert.ok(size <= 100_000, `${size} bytes of pictures`);
  });

  it('has an entry for the browser, built from sources that exist', () => {
    assert.equal(manifest.browser, './dist/web/extension.js');
    for (const source of ['client/extension.ts', 'client/extension.web.ts', 'server/lsp/main.worker.ts']) {
      assert.ok(existsSync(ROOT + source), source);
    }
  });
});

/** The commands to which a text links are the editor's or declared. */
function checkCommands(text: string): void {
  const declared = manifest.contributes.commands.map(({ command }) => command);
  for (const [, command = ''] of text.matchAll(/\(command:([\w.]+)/g))
    assert.ok(command.startsWith('workbench.') || declared.includes(command), command);
}
