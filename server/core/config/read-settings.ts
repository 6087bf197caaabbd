import type { Severity } from '../base/finding.js';
import { isRuleId, type RuleId } from '../base/rule-ids.js';
import { type Config, DEFAULT_CONFIG, SECTION, type Sunset } from './config.js';
import { type GlobSet, globSet } from './globs.js';

/** The user's settings, read and checked. */
export interface Settings {
  readonly config: Config;
  readonly include: GlobSet;
  readonly exclude: GlobSet;
  readonly live: LiveSettings;
}

/** The user's settings for look-ups in the deployment. */
export interface LiveSettings {
  readonly enable: boolean;
  readonly codeLens: boolean;
  /** Undefined: not set. Empty: no deployment may be asked. */
  readonly rootUrl: string | undefined;
}

const DEFAULT_LIVE: LiveSettings = { enable: true, codeLens: true, rootUrl: undefined };

const LEVELS: readonly string[] = ['off', 'hint', 'info', 'warning', 'error'] satisfies (Severity | 'off')[];

/** The default settings. */
export const DEFAULT_SETTINGS: Settings = {
  config: DEFAULT_CONFIG,
  include: globSet([]),
  exclude: globSet([]),
  live: DEFAULT_LIVE,
};

/**
 * Reads settings that came over the wire. An invalid value is dropped with one line to `warn`, because a mistake in one setting
 * must not affect the others. `today`: the date as `YYYY-MM-DD`, with which dates in the settings are compared.
 */
export function readSettings(value: unknown, warn: (message: string) => void, today: string): Settings {
  if (value === undefined || value === null) return DEFAULT_SETTINGS;
  const root = record(value, SECTION, warn);
  const files = record(root.files, `${SECTION}.files`, warn);
  return {
    config: {
      rules: readRules(root.rules, warn),
      ...readSunset(root.reregistration, warn, today),
      ...readDeadline(root.maxTaskDeadlineDays, warn),
    },
    include: readGlobs(files.include, `${SECTION}.files.include`, warn),
    exclude: readGlobs(files.exclude, `${SECTION}.files.exclude`, warn),
    live: readLive(root, warn),
  };
}

/** The settings in an object: clients send either all sections or only the content of this one. */
export function sectionOf(value: unknown): unknown {
  return isRecord(value) && SECTION in value ? value[SECTION] : value;
}

function readRules(value: unknown, warn: (message: string) => void): Config['rules'] {
  const rules: Partial<Record<RuleId, Severity | 'off'>> = {};
  for (const [id, level] of Object.entries(record(value, `${SECTION}.rules`, warn))) {
    if (!isRuleId(id)) warn(`Setting ${SECTION}.rules: there is no rule ${quote(id)}. Ignored.`);
    else if (!isLevel(level)) {
      warn(`Setting ${SECTION}.rules: ${id} is ${quote(level)}, expected one of ${LEVELS.join(', ')}. Ignored.`);
    } else rules[id] = level;
  }
  return rules;
}

function readLive(root: Readonly<Record<string, unknown>>, warn: (message: string) => void): LiveSettings {
  const live = record(root.live, `${SECTION}.live`, warn);
  return {
    enable: typed(live.enable, DEFAULT_LIVE.enable, `${SECTION}.live.enable`, warn, 'boolean'),
    codeLens: typed(live.codeLens, DEFAULT_LIVE.codeLens, `${SECTION}.live.codeLens`, warn, 'boolean'),
    rootUrl: typed<string | undefined>(root.rootUrl, DEFAULT_LIVE.rootUrl, `${SECTION}.rootUrl`, warn, 'string'),
  };
}

/** A value of the given type; `fallback` if it is missing or has another type. */
function typed<T extends string | boolean | undefined>(
  value: unknown,
  fallback: T,
  name: string,
  warn: (message: string) => void,
  type: 'string' | 'boolean',
): T {
  if (typeof value === type) return value as T;
  if (value !== undefined && value !== null) warn(`Setting ${name}: expected a ${type}, got ${quote(value)}. Ignored.`);
  return fallback;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The date in `reregistration.sunset`; empty for none. */
function readSunset(value: unknown, warn: (message: string) => void, today: string): { sunset?: Sunset } {
  const { sunset } = record(value, `${SECTION}.reregistration`, warn);
  if (sunset === undefined || sunset === null || sunset === '') return {};
  const time = typeof sunset === 'string' ? dateOf(sunset) : undefined;
  if (typeof sunset !== 'string' || time === undefined) {
    const name = `${SECTION}.reregistration.sunset`;
    warn(`Setting ${name}: ${quote(sunset)} is not a date such as "2027-01-31". Ignored.`);
    return {};
  }
  return { sunset: { date: sunset, daysLeft: Math.round((time - (dateOf(today) ?? time)) / DAY_MS) } };
}

/** The number in `maxTaskDeadlineDays`; null for none. */
function readDeadline(value: unknown, warn: (message: string) => void): { maxTaskDeadlineDays?: number } {
  if (value === undefined || value === null) return {};
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return { maxTaskDeadlineDays: value };
  warn(`Setting ${SECTION}.maxTaskDeadlineDays: ${quote(value)} is not a number of days above 0. Ignored.`);
  return {};
}

/** The start of a day in UTC; undefined if there is no such day. */
function dateOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toJSON().startsWith(text) ? time : undefined;
}

function readGlobs(value: unknown, name: string, warn: (message: string) => void): GlobSet {
  if (value === undefined || value === null) return globSet([]);
  if (!Array.isArray(value)) {
    warn(`Setting ${name}: expected a list of globs, got ${quote(value)}. Ignored.`);
    return globSet([]);
  }
  const globs = value.filter((glob): glob is string => typeof glob === 'string' && glob !== '');
  const set = globSet(globs);
  const invalid = [...value.filter((glob) => !globs.includes(glob)), ...set.invalid];
  for (const glob of invalid) warn(`Setting ${name}: ${quote(glob)} is not a glob. Ignored.`);
  return set;
}

function record(value: unknown, name: string, warn: (message: string) => void): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  if (value !== undefined && value !== null) warn(`Setting ${name}: expected an object, got ${quote(value)}. Ignored.`);
  return {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLevel(value: unknown): value is Severity | 'off' {
  return typeof value === 'string' && LEVELS.includes(value);
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
