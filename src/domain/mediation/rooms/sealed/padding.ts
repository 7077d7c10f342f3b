/** Lengths are told in these steps only, so that how much somebody types cannot be read off a message's size. */
export const STEP_BYTES = 256;
const LENGTH_BYTES = 4;

/** The bytes with their length before them and zeros after, to a whole number of steps. */
export function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const steps = Math.ceil((LENGTH_BYTES + bytes.length) / STEP_BYTES);
  const made = new Uint8Array(steps * STEP_BYTES);
  new DataView(made.buffer).setUint32(0, bytes.length);
  made.set(bytes, LENGTH_BYTES);
  return made;
}

/** What was padded. Throws when it was not padded by `padded`. */
export function unpadded(made: Uint8Array): Uint8Array {
  const length = new DataView(made.buffer, made.byteOffset, made.byteLength).getUint32(0);
  if (LENGTH_BYTES + length > made.length) throw new Error('Bytes that were not padded here.');
  return made.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}
