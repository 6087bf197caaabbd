import type { DeclaredKind } from '../base/document.js';
import type { Config, Sunset } from './config.js';
import { type GlobSet, globSet } from './globs.js';

/** What the settings of an editor and the config file of a repository both say: how files are checked, and which. */
export interface Layer {
  readonly config: Config;
  readonly include: GlobSet;
  readonly exclude: GlobSet;
  /** What files are, the first match counts. */
  readonly kinds: readonly FileKind[];
}

/** What the files that match are. */
export interface FileKind {
  readonly files: GlobSet;
  readonly kind: DeclaredKind;
}

/** What schemas/settings.json and schemas/config.json let through of it. */
export interface GivenLayer {
  readonly rules?: Config['rules'];
  readonly maxTaskDeadlineDays?: number | null;
  readonly reregistration?: { readonly sunset?: string };
  readonly files?: {
    readonly include?: readonly string[];
    readonly exclude?: readonly string[];
    readonly kinds?: Readonly<Record<string, DeclaredKind>>;
  };
}

/** The keys of `GivenLayer`. */
export const LAYER_KEYS = [
  'rules',
  'maxTaskDeadlineDays',
  'reregistration',
  'files',
] as const satisfies (keyof GivenLayer)[];

/** Reads a valid value. `today`: the date as `YYYY-MM-DD`, with which dates are compared. */
export function readLayer(
  { rules = {}, maxTaskDeadlineDays, reregistration, files }: GivenLayer,
  today: string,
): Layer {
  return {
    config: {
      rules,
      ...(reregistration?.sunset !== undefined && { sunset: sunsetOf(reregistration.sunset, today) }),
      ...(typeof maxTaskDeadlineDays === 'number' && { maxTaskDeadlineDays }),
    },
    include: globSet(files?.include ?? []),
    exclude: globSet(files?.exclude ?? []),
    kinds: Object.entries(files?.kinds ?? {}).map(([glob, kind]) => ({ files: globSet([glob]), kind })),
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `date` and `today` are calendar days in UTC. */
function sunsetOf(date: string, today: string): Sunset {
  return { date, daysLeft: Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS) };
}
