const LOOK_EVERY_MS = 5;

/** Resolves as soon as `holds` is true (or gives something). Fails with a sentence when it is not within `withinMs`. */
export async function until<T>(holds: () => T | Promise<T>, what: string, withinMs = 30_000): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await holds();
    if (found) return found as NonNullable<T>;
    if (performance.now() > end) throw new Error(`Waited ${withinMs} ms, and still not: ${what}.`);
    await new Promise((look) => setTimeout(look, LOOK_EVERY_MS));
  }
}
