import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Unsent changes of one document, from one tab. */
export interface Kept {
  documentId: string;
  epoch: number;
  updates: Uint8Array[];
}

/** As it lies on the device: nothing readable but which document, and a tag that only the key's owner can match. */
interface Sealed {
  at: number;
  documentId: string;
  tab: string;
  owner: string;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const DATABASE = 'unsent';
const SHELF = 'sealed';
/** After this long the key is gone or the words were sent from elsewhere; noise does not pile up on a shared computer. */
const KEEP_MAX_MS = 30 * 24 * 60 * 60 * 1000;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The device would not keep it.'));
  });

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () =>
      reject(transaction.error ?? new Error('The device would not keep it.'));
  });

const boundTo = (documentId: string, tab: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${documentId}/${tab}`);

function pack({ epoch, updates }: Kept): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, epoch);
  encoding.writeVarUint(encoder, updates.length);
  for (const update of updates) encoding.writeVarUint8Array(encoder, update);
  return new Uint8Array(encoding.toUint8Array(encoder));
}

function unpack(documentId: string, bytes: Uint8Array): Kept {
  const decoder = decoding.createDecoder(bytes);
  const epoch = decoding.readVarUint(decoder);
  const updates = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarUint8Array(decoder));
  return { documentId, epoch, updates };
}

/**
 * Unsent words on this device, sealed with AES-GCM under a key that the server gives after sign-in and forgets at
 * sign-out. The key is held in memory only and cannot be read out; without it the bytes on the device are noise.
 */
export class Unsent {
  readonly #database: IDBDatabase;
  readonly #key: CryptoKey;
  readonly #owner: string;
  readonly #tab = crypto.randomUUID();

  private constructor(database: IDBDatabase, key: CryptoKey, owner: string) {
    this.#database = database;
    this.#key = key;
    this.#owner = owner;
  }

  /** Opens the shelf with 32 bytes of key. Throws when this device keeps nothing; `lost` is told if it stops later. */
  static async open(
    secret: Uint8Array<ArrayBuffer>,
    lost: () => void,
    storage: IDBFactory = indexedDB,
  ): Promise<Unsent> {
    const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
    const named = await crypto.subtle.digest('SHA-256', new Uint8Array([...secret, 1]));
    const owner = [...new Uint8Array(named, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const opening = storage.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF, { keyPath: ['documentId', 'tab'] });
    const database = await settled(opening);
    // Clearing the site's data closes the database under us: that is when the page must stop promising.
    database.onclose = lost;
    database.onversionchange = () => {
      database.close();
      lost();
    };
    return new Unsent(database, key, owner);
  }

  /** Replaces what this tab keeps of one document. Rejects when the device is full or its storage was cleared. */
  async keep(kept: Kept): Promise<void> {
    const { documentId } = kept;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: boundTo(documentId, this.#tab) },
      this.#key,
      pack(kept),
    );
    const row: Sealed = { at: Date.now(), documentId, tab: this.#tab, owner: this.#owner, iv, sealed };
    const transaction = this.#database.transaction(SHELF, 'readwrite', { durability: 'strict' });
    transaction.objectStore(SHELF).put(row);
    await finished(transaction);
  }

  /** Everything this tab kept of the document is saved, or belongs to nobody any more. */
  async drop(documentId: string, tab: string = this.#tab): Promise<void> {
    const transaction = this.#database.transaction(SHELF, 'readwrite');
    transaction.objectStore(SHELF).delete([documentId, tab]);
    await finished(transaction);
  }

  /** What this person's earlier tabs on this device had not got saved. Others' rows stay shut, and old ones go. */
  async left(documentId: string): Promise<(Kept & { tab: string })[]> {
    const rows = await settled<Sealed[]>(this.#database.transaction(SHELF).objectStore(SHELF).getAll());
    const old = Date.now() - KEEP_MAX_MS;
    const found: (Kept & { tab: string })[] = [];
    for (const row of rows) {
      const mine = row.documentId === documentId && row.owner === this.#owner && row.tab !== this.#tab;
      const kept = mine && row.at >= old ? await this.#open(row) : null;
      if (kept) found.push({ ...kept, tab: row.tab });
      else if (mine || row.at < old) await this.drop(row.documentId, row.tab);
    }
    return found;
  }

  close(): void {
    this.#database.close();
  }

  /** Null for a row that was tampered with: nothing of it can be trusted. */
  async #open({ documentId, tab, iv, sealed }: Sealed): Promise<Kept | null> {
    try {
      const bytes = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData: boundTo(documentId, tab) },
        this.#key,
        sealed,
      );
      return unpack(documentId, new Uint8Array(bytes));
    } catch {
      return null;
    }
  }
}
