import { env, type Env } from '../env.ts';
import { diskStore } from './disk.ts';
import { s3Store } from './s3.ts';

/** One thing that is stored, and when it came to be there. */
export interface Stored {
  name: string;
  storedAtMs: number;
}

/** Where sealed bytes are kept. It sees nothing but sealed bytes and names made of ids. */
export interface FileStore {
  /** Gives a finished file on this machine its lasting place, whole or not at all; the file itself may be moved. */
  put(name: string, finishedFile: string): Promise<void>;
  /** The sealed bytes. Null when there is no such thing. */
  get(name: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Takes it away. Nothing happens when it is not there. */
  remove(name: string): Promise<void>;
  /** Everything whose name begins so, in no order. */
  list(beginsWith: string): AsyncIterable<Stored>;
}

let chosen: FileStore | undefined;

/** The store of this installation: an object store when `S3_URL` is set, else a folder of `DATA_DIR`. */
export const fileStore = (): FileStore => (chosen ??= storeFor(env()));

function storeFor({ DATA_DIR, S3_URL, S3_BUCKET, S3_KEY, S3_SECRET }: Env): FileStore {
  if (!S3_URL) return diskStore(DATA_DIR);
  return s3Store({ url: S3_URL, bucket: S3_BUCKET!, key: S3_KEY!, secret: S3_SECRET! });
}
