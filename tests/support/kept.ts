import type { Page } from '@playwright/test';

/** What this browser keeps of words that are not saved: how many rows, and every byte of them. */
export const kept = (page: Page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open('unsent');
    const database = await new Promise<IDBDatabase>((open) => (opening.onsuccess = () => open(opening.result)));
    const reading = database.transaction('sealed').objectStore('sealed').getAll();
    const rows = await new Promise<{ sealed: ArrayBuffer }[]>(
      (read) => (reading.onsuccess = () => read(reading.result)),
    );
    database.close();
    return rows.map(({ sealed }) => new TextDecoder('latin1').decode(sealed));
  });
