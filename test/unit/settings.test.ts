import assert from 'node:assert/strict';
import { readSettings } from '../../server/core/config/read-settings.js';

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
