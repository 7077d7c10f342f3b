import { randomInt } from 'node:crypto';
import type { Sql } from 'postgres';
import * as v from 'valibot';
import type { Answered, OpenedDocument } from '../define.ts';
import type { Limits } from '../limits.ts';
import type { Connection } from './connection.ts';
import type { EngineDependencies } from './deps.ts';
import type { Documents } from './documents.ts';
import type { OwnAsk } from './gate.ts';
import { Opened } from './live-document.ts';
import type { Presence } from './presence.ts';
import { useStanding } from './standing-used.ts';
import { issueClient } from './stored.ts';

const counted = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const openInput = v.strictObject({
  documentId: v.pipe(v.string(), v.uuid()),
  epoch: v.optional(counted),
  sequence: v.optional(counted),
});
const closeInput = v.strictObject({ number: counted });

/** A Yjs client id is any number that fits 32 bits; the register's key keeps two people from getting the same one. */
export const newClientId = (): number => randomInt(1, 2 ** 32 - 1);

interface Parts {
  deps: EngineDependencies;
  sql: Sql;
  limits: Limits;
  documents: Documents;
  presence: Presence;
}

/** `document.open` and `document.close`. What may not be known of is answered like what does not exist. */
export function documentAsks(parts: Parts): Record<string, OwnAsk> {
  return {
    'document.open': {
      input: openInput,
      run: (connection, input: v.InferOutput<typeof openInput>) => open(parts, connection, input),
    },
    'document.close': {
      input: closeInput,
      run: async (connection, { number }: v.InferOutput<typeof closeInput>) => {
        const opened = connection.documents.get(number);
        if (!opened) return { because: 'unknown' };
        parts.documents.leave(opened);
        return { ok: null };
      },
    },
  };
}

async function open(
  { deps, sql, limits, documents, presence }: Parts,
  connection: Connection,
  input: v.InferOutput<typeof openInput>,
): Promise<Answered<OpenedDocument>> {
  if (connection.documents.size >= limits.documentsPerConnection) return { because: 'too-fast' };
  const { councilId, personId } = connection.person;
  const access = await deps.access.open(connection.person, input.documentId);
  if ('because' in access) return access;
  const { scope, locked } = access;
  const key = { councilId, documentId: input.documentId };
  const mayWrite = access.canWrite && !connection.readOnly;
  const yClient = newClientId();
  const issued = mayWrite ? await issueClient(sql, key, personId, yClient) : [];
  // Last, so that nothing comes between having the document and being tied to it.
  const document = await documents.load(key);
  if (!document || document.caseFileId !== scope.caseFileId) return { because: 'unknown' };
  if (connection.ended || !connection.socket.connected) return { because: 'signed-out' };
  const canWrite = mayWrite && !document.closed && !document.quarantine;
  for (const client of issued) document.authors.set(client, personId);
  document.locked = new Set(locked);
  const stale = input.epoch !== undefined && input.epoch !== document.epoch;
  const opened = new Opened(connection, document, scope, {
    canWrite,
    yClient,
    fromEpoch: stale ? input.epoch! : null,
  });
  useStanding(connection, scope);
  for (const already of connection.documents.values()) if (already.document === document) documents.leave(already);
  documents.join(opened, input.epoch === undefined ? null : { epoch: input.epoch, sequence: input.sequence ?? 0 });
  // Nobody reads unseen: whoever has the words open is shown as being there, whether or not their page says so.
  const { caseFileId, subjectId } = document;
  if (connection.present?.spaceId !== subjectId) await presence.enter(connection, caseFileId, subjectId, access.shown);
  return {
    ok: {
      number: document.number,
      epoch: document.epoch,
      sequence: document.sequence,
      canWrite: canWrite && !stale,
      yClient,
      locked,
    },
  };
}
