import { array, type Field, fromJson, object, plainField, type Value } from '../../jsone/engine/index.js';

/**
 * A sample of the body of a webhook, with what may be otherwise: plain data, in which `varied` says of a value what else
 * it can be.
 */
export type Sample = string | number | boolean | null | readonly Sample[] | SampleObject | Varied;

export interface SampleObject {
  readonly [key: string]: Sample;
}

/** A value that is not always like its sample. */
export class Varied {
  constructor(
    readonly usual: Sample,
    readonly others: readonly Other[],
  ) {}
}

/** What a field can be instead. `undefined` for a value: it is not there. */
export interface Other {
  readonly value: Sample | undefined;
  /**
   * How often that is so. `often`: any repository has it some day. `elsewhere`: it depends on whose repository it is.
   * `rarely`: hardly anybody sees it.
   */
  readonly frequency: Frequency;
}

export type Frequency = 'often' | 'elsewhere' | 'rarely';

/** May be null. */
export function orNull(usual: Sample, frequency: Frequency = 'often'): Varied {
  return new Varied(usual, [{ value: null, frequency }]);
}

/** May be missing. */
export function orAbsent(usual: Sample, frequency: Frequency): Varied {
  return new Varied(usual, [{ value: undefined, frequency }]);
}

/** Either of the two is usual. */
export function or(usual: Sample, ...others: readonly Sample[]): Varied {
  return new Varied(
    usual,
    others.map((value) => ({ value, frequency: 'often' })),
  );
}

/** The value that a sample usually is. */
export function toValue(sample: Sample): Value {
  if (sample instanceof Varied) return toValue(sample.usual);
  if (Array.isArray(sample)) return array(sample.map(toValue));
  if (typeof sample !== 'object' || sample === null) return fromJson(sample);
  return object(new Map<string, Field>(Object.entries(sample).map(([key, one]) => [key, plainField(toValue(one))])));
}

/** What else can stand at a place of a sample; nothing where there is no such place. */
export function othersAt(sample: Sample, keys: readonly (string | number)[]): readonly Other[] {
  let at: Sample | undefined = sample;
  for (const key of keys) {
    const usual: Sample | undefined = at instanceof Varied ? at.usual : at;
    if (typeof usual !== 'object' || usual === null || !Object.hasOwn(usual, key)) return [];
    at = (usual as Readonly<Record<string | number, Sample>>)[key];
  }
  return at instanceof Varied ? at.others : [];
}
