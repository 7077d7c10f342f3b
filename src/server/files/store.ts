import { env } from '../env.ts';
import { diskStore } from './disk.ts';

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

/** The store of this installation: a folder of `DATA_DIR`. */
export const fileStore = (): FileStore => diskStore(env().DATA_DIR);
