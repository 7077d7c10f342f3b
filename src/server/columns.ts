import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** Every table carries its council first: keys start with it, so distribution by council is a migration, not a rewrite. */
export const councilId = () => uuid('council_id').notNull();

/** What the keys of everything on a case file start with. */
export const ofCase = () => ({ councilId: councilId(), caseFileId: uuid('case_file_id').notNull() });

/** A UUIDv7: sorts by the time it was made, so indexes stay compact. */
export const id = (name: string) =>
  uuid(name)
    .notNull()
    .$defaultFn(() => v7());

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const now = (name: string) => at(name).notNull().defaultNow();

/** Raw bytes, as postgres.js gives and takes them. */
export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});
