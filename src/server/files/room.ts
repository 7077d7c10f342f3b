import { mkdir, statfs } from 'node:fs/promises';
import { env } from '../env.ts';

/** There is no room on the disk, or what is left is kept for the database. */
export class NoRoom extends Error {}

/** Kept free for the database, which must be able to write when papers no longer can: so much, or a tenth of a small disk. */
const RESERVE_MAX_BYTES = 2 * 1024 ** 3;
const RESERVE_PART = 0.1;

/** Throws `NoRoom` when the disk that papers arrive on is down to its reserve. */
export async function assertRoom(): Promise<void> {
  await mkdir(env().DATA_DIR, { recursive: true });
  const { bavail, blocks, bsize } = await statfs(env().DATA_DIR);
  const freeBytes = bavail * bsize;
  if (freeBytes < Math.min(RESERVE_MAX_BYTES, blocks * bsize * RESERVE_PART))
    throw new NoRoom(`Only ${freeBytes} bytes are free.`);
}

/** The fault of a disk that is full, or a quota on it, as `NoRoom`; any other as it is. */
export const asNoRoom = (fault: unknown): unknown =>
  ['ENOSPC', 'EDQUOT'].includes((fault as NodeJS.ErrnoException).code ?? '') ? new NoRoom('The disk is full.') : fault;
