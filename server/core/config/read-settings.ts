import type { DeclaredKind } from '../base/document.js';
import type { Severity } from '../base/finding.js';
import { isMapping } from '../base/mapping.js';
import type { RuleId } from '../base/rule-ids.js';
import { type Config, DEFAULT_CONFIG, SECTION, type Sunset } from './config.js';
import { type GlobSet, globSet } from './globs.js';
import { keepValid, shown } from './keep-valid.js';

/** The user's settings, read and checked. */
export interface Settings {
  readonly config: Config;
  readonly include: GlobSet;
  readonly exclude: GlobSet;
  /** What files are, the first match counts. */
  readonly kinds: readonly FileKind[];
  readonly live: LiveSettings;
  /** Whether inlay hints are shown. */
  readonly inlayHints: boolean;
}

/** What the files that match are. */
export interface FileKind {
  readonly files: GlobSet;
  readonly kind: DeclaredKind;
}

/** The user's settings for look-ups in the deployment. */
export interface LiveSettings {
  readonly enable: boolean;
  readonly codeLens: boolean;
  /** Undefined: not set. Empty: no deployment may be asked. */
  readonly rootUrl: string | undefined;
}

/** The default settings. */
export const DEFAULT_SETTINGS: Settings = {
  config: DEFAULT_CONFIG,
  include: globSet([]),
  exclude: globSet([]),
  kinds: [],
  live: { enable: true, codeLens: true, rootUrl: undefined },
  inlayHints: true,
};

/** What schemas/settings.json lets through of the settings that are read here. The editor reads the others by itself. */
interface Given {
  readonly rules?: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
  readonly maxTaskDeadlineDays?: number | null;
  readonly reregistration?: { readonly sunset?: string };
  readonly files?: {
    readonly include?: readonly string[];
    readonly exclude?: readonly string[];
    readonly kinds?: Readonly<Record<string, DeclaredKind>>;
  };
  readonly rootUrl?: string;
  readonly live?: { readonly enable?: boolean; readonly codeLens?: boolean };
  readonly inlayHints?: { readonly enable?: boolean };
}

const READ = [
  ...(['rules', 'maxTaskDeadlineDays', 'reregistration', 'files'] as const),
  ...(['rootUrl', 'live', 'inlayHints'] as const),
] satisfies (keyof Given)[];

/**
 * Reads settings that came over the wire. A value that schemas/settings.json rejects is dropped with one line to `warn`,
 * because a mistake in one setting must not affect the others. `today`: the date as `YYYY-MM-DD`, with which dates in the
 * settings are compared.
 */
export function readSettings(value: unknown, warn: (message: string) => void, today: string): Settings {
  const { kept, misfits } = keepValid('settings', isMapping(value) ? only(READ, value) : (value ?? {}));
  const complain = (setting: readonly (string | number)[], message: string): void =>
    warn(`Setting ${[SECTION, ...setting].join('.')}: ${message}. Ignored.`);
  for (const { setting, message } of misfits) complain(setting, message);
  const { rules = {}, maxTaskDeadlineDays, reregistration, files, live, rootUrl, inlayHints }: Given = kept ?? {};
  const globs = (which: 'include' | 'exclude' | 'kinds', given: readonly string[] = []): GlobSet => {
    const set = globSet(given);
    for (const glob of set.invalid) complain(['files', which], `${shown(glob)} is not a glob`);
    return set;
  };
  return {
    config: {
      rules,
      ...(reregistration?.sunset !== undefined && { sunset: sunsetOf(reregistration.sunset, today) }),
      ...(typeof maxTaskDeadlineDays === 'number' && { maxTaskDeadlineDays }),
    },
    include: globs('include', files?.include),
    exclude: globs('exclude', files?.exclude),
    kinds: Object.entries(files?.kinds ?? {}).map(([glob, kind]) => ({ files: globs('kinds', [glob]), kind })),
    live: { ...DEFAULT_SETTINGS.live, ...live, rootUrl },
    inlayHints: inlayHints?.enable ?? DEFAULT_SETTINGS.inlayHints,
  };
}

/** The settings in an object: clients send either all sections or only the content of this one. */
export function sectionOf(value: unknown): unknown {
  return isMapping(value) && SECTION in value ? value[SECTION] : value;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `date` and `today` are calendar days in UTC. */
function sunsetOf(date: string, today: string): Sunset {
  return { date, daysLeft: Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS) };
}

function only(keys: readonly string[], value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]]));
}
