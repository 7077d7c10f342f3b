/** So many requests at once where one does not change what the next one meets. */
export const LANES = 6;

/** The address of a route, with the ids of what its parameters name. */
export const addressOf = (route: string, ids: Readonly<Record<string, string>>): string =>
  route.replace(/\[(\w+)\]/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`The cast has no ${name} for ${route}: furnish one`);
    return id;
  });

/** Runs the work in `lanes` lanes side by side; results in the order of the work. */
export async function inLanes<T>(work: (() => Promise<T>)[], lanes: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < work.length; at = next++) results[at] = await work[at]!();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
