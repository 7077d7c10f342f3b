const NAME = 'device';

/** This browser's own name for itself, so that the server can give it the same key again. It says nothing of its person. */
export function deviceId(storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): string {
  const known = storage.getItem(NAME);
  if (known) return known;
  const made = crypto.randomUUID();
  storage.setItem(NAME, made);
  return made;
}
