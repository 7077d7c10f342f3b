interface Doing {
  name: string;
  did: string;
}

/** The same thing done by the same person many times, as one line at its latest (CAS17): nobody reads a list of fifteen. */
export function gathered<T extends Doing>(newestFirst: readonly T[]): (T & { times: number })[] {
  const lines = new Map<string, T & { times: number }>();
  for (const one of newestFirst) {
    const key = `${one.name}\n${one.did}`;
    const line = lines.get(key);
    if (line) line.times += 1;
    else lines.set(key, { ...one, times: 1 });
  }
  return [...lines.values()];
}
