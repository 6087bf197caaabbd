import { array, type Field, fromJson, object, plainField, type Value } from '../../jsone/engine/index.js';

/**
 * A sample of a webhook body and its possible variations: plain data, in which `varied` lists the alternatives of a value.
 */
export type Sample = string | number | boolean | null | readonly Sample[] | SampleObject | Varied;

export interface SampleObject {
  readonly [key: string]: Sample;
}

/** A value that can differ from its sample. */
export class Varied {
  constructor(
    readonly usual: Sample,
    readonly others: readonly Other[],
  ) {}
}

/** An alternative for a field. A value of `undefined`: the field is missing. */
export interface Other {
  readonly value: Sample | undefined;
  /**
   * How often that happens. `often`: in any repository sooner or later. `elsewhere`: it depends on who owns the repository.
   * `rarely`: almost never.
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

/** Both values are usual. */
export function or(usual: Sample, ...others: readonly Sample[]): Varied {
  return new Varied(
    usual,
    others.map((value) => ({ value, frequency: 'often' })),
  );
}

/** The usual value of a sample. */
export function toValue(sample: Sample): Value {
  if (sample instanceof Varied) return toValue(sample.usual);
  if (Array.isArray(sample)) return array(sample.map(toValue));
  if (typeof sample !== 'object' || sample === null) return fromJson(sample);
  return object(new Map<string, Field>(Object.entries(sample).map(([key, one]) => [key, plainField(toValue(one))])));
}

/** The alternatives for a place of a sample; none if there is no such place. */
export function othersAt(sample: Sample, keys: readonly (string | number)[]): readonly Other[] {
  let at: Sample | undefined = sample;
  for (const key of keys) {
    const usual: Sample | undefined = at instanceof Varied ? at.usual : at;
    if (typeof usual !== 'object' || usual === null || !Object.hasOwn(usual, key)) return [];
    at = (usual as Readonly<Record<string | number, Sample>>)[key];
  }
  return at instanceof Varied ? at.others : [];
}
