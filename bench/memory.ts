import { readdirSync, readFileSync } from 'node:fs';

/** The most memory that a process and those it started have held so far, in MiB; undefined where there is no /proc. */
export function peakMemory(pid: number): number | undefined {
  const peaks = familyOf(pid).flatMap((member) => {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${member}/status`))?.[1];
    return kilobytes === undefined ? [] : [Number(kilobytes) / 1024];
  });
  return peaks.length === 0 ? undefined : peaks.reduce((sum, peak) => sum + peak, 0);
}

/**
 * The processor time that a process and those it started have used so far, in ms, all threads; undefined where there is
 * no /proc. Other work on the machine disturbs it less than it disturbs the clock.
 */
export function processorTime(pid: number): number | undefined {
  const times = familyOf(pid).flatMap((member) =>
    namesIn(`/proc/${member}/task`).map((thread) =>
      Number.parseInt(read(`/proc/${member}/task/${thread}/schedstat`), 10),
    ),
  );
  const known = times.filter((time) => !Number.isNaN(time));
  return known.length === 0 ? undefined : known.reduce((sum, time) => sum + time, 0) / 1e6;
}

function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of namesIn('/proc')) {
    // The name of the program stands in parentheses and may hold anything; the state and the parent follow it.
    const parent = /.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** The text of a file, or nothing: processes come and go. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
