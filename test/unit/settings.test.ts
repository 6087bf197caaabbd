import assert from 'node:assert/strict';
import schema from '../../schemas/settings.json' with { type: 'json' };
import { RULE_IDS } from '../../server/core/base/rule-ids.js';
import { keepValid } from '../../server/core/config/keep-valid.js';
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../../server/core/config/read-settings.js';

const TODAY = '2026-11-22';

describe('settings: the date from which on pools are retired', () => {
  for (const [sunset, daysLeft] of [
    ['2026-11-22', 0],
    ['2026-11-23', 1],
    ['2026-11-21', -1],
    ['2027-11-22', 365],
    ['2028-02-29', 464],
  ] as const) {
    it(`${sunset} is ${daysLeft} days away`, () => {
      const { config } = readSettings({ reregistration: { sunset } }, assert.fail, TODAY);
      assert.deepEqual(config.sunset, { date: sunset, daysLeft });
    });
  }

  for (const sunset of ['', null, undefined]) {
    it(`${JSON.stringify(sunset)} is none`, () => {
      assert.equal(readSettings({ reregistration: { sunset } }, assert.fail, TODAY).config.sunset, undefined);
    });
  }

  for (const sunset of ['2026-02-30', '2026-13-01', '22.11.2026', 'soon', '2026-11-22T00:00:00Z', 20261122, true, {}]) {
    it(`${JSON.stringify(sunset)} is ignored, with a warning`, () => {
      const warnings: string[] = [];
      const { config } = readSettings({ reregistration: { sunset } }, (warning) => warnings.push(warning), TODAY);
      assert.equal(config.sunset, undefined);
      const name = 'taskcluster.reregistration.sunset';
      assert.deepEqual(warnings, [
        `Setting ${name}: ${JSON.stringify(sunset)} is not a date such as "2027-01-31". Ignored.`,
      ]);
    });
  }
});

describe('settings: how far ahead a deadline may lie', () => {
  for (const days of [1, 5, 28.5]) {
    it(`${days} days`, () => {
      assert.equal(readSettings({ maxTaskDeadlineDays: days }, assert.fail, TODAY).config.maxTaskDeadlineDays, days);
    });
  }

  for (const days of [null, undefined]) {
    it(`${days} says nothing`, () => {
      assert.deepEqual(readSettings({ maxTaskDeadlineDays: days }, assert.fail, TODAY).config, { rules: {} });
    });
  }

  for (const days of [0, -1, '5', true, {}]) {
    it(`${JSON.stringify(days)} is ignored, with a warning`, () => {
      const warnings: string[] = [];
      const { config } = readSettings({ maxTaskDeadlineDays: days }, (warning) => warnings.push(warning), TODAY);
      assert.equal(config.maxTaskDeadlineDays, undefined);
      const name = 'taskcluster.maxTaskDeadlineDays';
      assert.deepEqual(warnings, [
        `Setting ${name}: ${JSON.stringify(days)} is not a number of days above 0. Ignored.`,
      ]);
    });
  }
});

describe('settings: what is wrong', () => {
  const read = (value: unknown): { settings: Settings; warnings: string[] } => {
    const warnings: string[] = [];
    return { settings: readSettings(value, (warning) => warnings.push(warning), TODAY), warnings };
  };

  const LEVELS = 'off, hint, info, warning, error';
  const wrong: readonly (readonly [unknown, ...string[]])[] = [
    [17, 'taskcluster: expected an object, got 17'],
    [[], 'taskcluster: expected an object, got []'],
    [{ rules: [] }, 'taskcluster.rules: expected an object, got []'],
    [{ rules: { nothing: 'off' } }, 'taskcluster.rules: there is no rule "nothing"'],
    [{ rules: { nothing: 'loud' } }, 'taskcluster.rules: there is no rule "nothing"'],
    [{ rules: { 'a/b~c': 'off' } }, 'taskcluster.rules: there is no rule "a/b~c"'],
    [{ rules: { constructor: 1 } }, 'taskcluster.rules: there is no rule "constructor"'],
    [{ rules: { syntax: 'loud' } }, `taskcluster.rules: syntax is "loud", expected one of ${LEVELS}`],
    [
      { rules: { syntax: 1, schema: null } },
      ...[
        `taskcluster.rules: syntax is 1, expected one of ${LEVELS}`,
        `taskcluster.rules: schema is null, expected one of ${LEVELS}`,
      ],
    ],
    [{ files: 0 }, 'taskcluster.files: expected an object, got 0'],
    [{ files: { include: 'all' } }, 'taskcluster.files.include: expected a list of globs, got "all"'],
    [
      { files: { exclude: [17, '', null] } },
      ...[
        'taskcluster.files.exclude: 17 is not a glob',
        'taskcluster.files.exclude: null is not a glob',
        'taskcluster.files.exclude: "" is not a glob',
      ],
    ],
    [
      { files: { kinds: { 'ci/*.yml': 'hooks' } } },
      'taskcluster.files.kinds: ci/*.yml is "hooks", expected one of taskcluster-yml-v1, taskcluster-yml-v0, task, task-graph, hook, worker-pool',
    ],
    [{ files: { kinds: ['hook'] } }, 'taskcluster.files.kinds: expected an object, got ["hook"]'],
    [{ live: 'on' }, 'taskcluster.live: expected an object, got "on"'],
    [
      { live: { enable: 'no', codeLens: 0 } },
      ...[
        'taskcluster.live.enable: expected a boolean, got "no"',
        'taskcluster.live.codeLens: expected a boolean, got 0',
      ],
    ],
    [{ rootUrl: ['x'] }, 'taskcluster.rootUrl: expected a string, got ["x"]'],
    [{ reregistration: 'soon' }, 'taskcluster.reregistration: expected an object, got "soon"'],
  ];
  for (const [value, ...messages] of wrong) {
    it(`${JSON.stringify(value)} is told, and sets nothing`, () => {
      const { settings, warnings } = read(value);
      assert.deepEqual(
        warnings,
        messages.map((message) => `Setting ${message}. Ignored.`),
      );
      assert.deepEqual(settings.config, DEFAULT_SETTINGS.config);
      assert.deepEqual(settings.live, DEFAULT_SETTINGS.live);
      assert.equal(settings.exclude.matches(['', '17', 'null']), false);
    });
  }

  it('costs nothing else', () => {
    const { settings } = read({
      rules: { nothing: 'off', syntax: 'loud', schema: 'off' },
      files: { include: [17, '*.yml'], exclude: 1 },
      live: { enable: 1, codeLens: false },
      rootUrl: 'https://tc.example.com',
      maxTaskDeadlineDays: 'x',
    });
    assert.deepEqual(settings.config, { rules: { schema: 'off' } });
    assert.ok(settings.include.matches(['a.yml']));
    assert.deepEqual(settings.live, { enable: true, codeLens: false, rootUrl: 'https://tc.example.com' });
  });

  it('is not what is null, or belongs to the editor or to nobody', () => {
    const empty = {
      rules: null,
      files: { include: null },
      live: { enable: null },
      reregistration: null,
      rootUrl: null,
    };
    for (const value of [undefined, null, {}, empty]) assert.deepEqual(read(value).warnings, []);
    const theirs = { trace: { server: { verbosity: 'verbose', format: 'json' } }, migration: 1, other: [1] };
    assert.deepEqual(read(theirs).warnings, []);
  });

  it('is not said of a value at length', () => {
    const [warning = ''] = read({ rootUrl: ['x'.repeat(1000)] }).warnings;
    assert.ok(warning.length < 150, warning);
  });

  it('has a place for whoever reads a file of settings', () => {
    const { misfits } = keepValid('settings', { rules: { nothing: 'off' }, files: { exclude: ['a', 17] } });
    assert.deepEqual(
      misfits.map(({ path }) => path),
      [
        ['rules', 'nothing'],
        ['files', 'exclude', 1],
      ],
    );
  });

  it('is left out however much of it there is', () => {
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`x${i}`, 'off']));
    const { settings, warnings } = read({ rules: { ...many, syntax: 'loud' } });
    assert.deepEqual(settings.config.rules, {});
    assert.equal(warnings.length, 1501);
  });

  it('does not change the value', () => {
    const value = { rules: { nothing: 'off' }, files: { exclude: [17] } };
    const before = structuredClone(value);
    read(value);
    assert.deepEqual(value, before);
  });
});

describe('settings: the schema', () => {
  it('has the rules that there are, each with a description', () => {
    const { enum: ids, enumDescriptions } = schema.properties.rules.propertyNames;
    assert.deepEqual(ids, [...RULE_IDS]);
    assert.equal(enumDescriptions.length, ids.length);
  });
});
