/** Runs `work`, or joins the unfinished run with the same key. */
export type SingleFlight = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function singleFlight(): SingleFlight {
  const flights = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const flight = flights.get(key);
    // The key identifies the question, and so the type of the answer.
    if (flight) return flight as Promise<T>;
    const started = work().finally(() => flights.delete(key));
    flights.set(key, started);
    return started;
  };
}
