/** Runs `work`, or joins the run under the same key that has not ended yet. */
export type SingleFlight = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function singleFlight(): SingleFlight {
  const flights = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const flight = flights.get(key);
    // A key says which question it is, and with that the type of the answer.
    if (flight) return flight as Promise<T>;
    const started = work().finally(() => flights.delete(key));
    flights.set(key, started);
    return started;
  };
}
