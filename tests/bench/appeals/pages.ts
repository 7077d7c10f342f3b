/** One page as a browser without a cache asks for it: milliseconds until its last byte, and how long it is. */
export interface Asked {
  path: string;
  cookie: string;
}

const at = (samples: number[], percent: number): number =>
  Math.round(samples.toSorted((one, two) => one - two)[Math.ceil((samples.length * percent) / 100) - 1]! * 10) / 10;

/** Asks for it over and over, one after another; the first few are not counted. Throws when it is not 200. */
export async function paced(
  origin: string,
  { path, cookie }: Asked,
  times: number,
): Promise<{ p50: number; p95: number }> {
  const samples: number[] = [];
  for (let time = -5; time < times; time++) {
    const from = performance.now();
    const answer = await fetch(origin + path, { headers: { cookie } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    if (time >= 0) samples.push(performance.now() - from);
  }
  return { p50: at(samples, 50), p95: at(samples, 95) };
}

/** The same for a statement of SQL. */
export async function pacedSql(run: () => Promise<unknown>, times: number): Promise<{ p50: number; p95: number }> {
  const samples: number[] = [];
  for (let time = -5; time < times; time++) {
    const from = performance.now();
    await run();
    if (time >= 0) samples.push(performance.now() - from);
  }
  return { p50: at(samples, 50), p95: at(samples, 95) };
}
