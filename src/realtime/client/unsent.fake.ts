/** As much of IndexedDB as the unsent words need: one store, keys of two parts, and the ways it fails. */
export class FakeStorage {
  readonly rows = new Map<string, { documentId: string; tab: string }>();
  /** As a full device answers. */
  full = false;
  database: { onclose?: () => void; onversionchange?: () => void } = {};

  get factory(): IDBFactory {
    return { open: () => this.#request(() => this.#open()) } as unknown as IDBFactory;
  }

  /** As the browser does when somebody clears the site's data. */
  clear(): void {
    this.rows.clear();
    this.full = true;
    this.database.onclose?.();
  }

  #open() {
    this.database = {
      createObjectStore: () => ({}),
      transaction: () => this.#transaction(),
      close: () => {},
    } as object;
    return this.database;
  }

  #transaction() {
    const transaction: Record<string, unknown> = { error: null };
    const done = (work: () => void) =>
      queueMicrotask(() => {
        if (this.full) {
          transaction.error = new DOMException('full', 'QuotaExceededError');
          (transaction.onabort as (() => void) | undefined)?.();
        } else {
          work();
          (transaction.oncomplete as (() => void) | undefined)?.();
        }
      });
    transaction.objectStore = () => ({
      put: (row: { documentId: string; tab: string }) => done(() => this.rows.set(`${row.documentId}/${row.tab}`, row)),
      delete: (key: string[]) => done(() => this.rows.delete(key.join('/'))),
      getAll: () => this.#request(() => [...this.rows.values()]),
    });
    return transaction;
  }

  #request(give: () => unknown) {
    const request: Record<string, unknown> = {};
    queueMicrotask(() => {
      request.result = give();
      (request.onsuccess as (() => void) | undefined)?.();
    });
    return request;
  }
}
