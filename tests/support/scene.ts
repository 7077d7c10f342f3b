import { v7 } from 'uuid';
import * as Y from 'yjs';
import type { Role } from '../../src/domain/access/standing.ts';
import { checksumOf } from '../../src/realtime/server/checksum.ts';
import type { TestDatabase } from './database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from './people.ts';
import { cookieFor } from './sign-in.ts';

type Db = Pick<TestDatabase, 'owner'>;
export type Someone = Awaited<ReturnType<typeof someone>>;

/** The three documents of a space, by kind. */
export interface SpaceDocuments {
  shared: string;
  family: string;
  council: string;
}

/** A signed-in person with a role on a case file; without a role, with no business there. */
export async function someone(db: Db, councilId: string, caseFileId: string | null, role: Role | null, name: string) {
  const kind =
    role === 'case_officer' || role === 'senior_manager'
      ? 'staff'
      : role === 'practitioner'
        ? 'practitioner'
        : 'family';
  const person = await makePerson(db as TestDatabase, councilId, kind, name);
  const standingId =
    role && caseFileId ? await giveStanding(db as TestDatabase, councilId, caseFileId, person.personId, role) : null;
  return { ...person, name, standingId, cookie: await cookieFor(db, person) };
}

/** One council's case file with its open space, and everybody who meets in it. `p1` and `p2` are points. */
export async function makeScene(db: Db) {
  const { councilId, teamId } = await makeCouncil(db as TestDatabase);
  const caseFileId = await makeCaseFile(db as TestDatabase, councilId, teamId);
  const otherCaseFileId = await makeCaseFile(db as TestDatabase, councilId, teamId, 'Noor');
  const space = await makeSpace(db, councilId, caseFileId);
  const otherSpace = await makeSpace(db, councilId, otherCaseFileId);
  return {
    councilId,
    teamId,
    caseFileId,
    otherCaseFileId,
    ...space,
    otherSpace,
    parent: await someone(db, councilId, caseFileId, 'parent', 'Ana Rowe'),
    supporter: await someone(db, councilId, caseFileId, 'supporter', 'Sam Okoro'),
    officer: await someone(db, councilId, caseFileId, 'case_officer', 'Priya Shah'),
    practitioner: await someone(db, councilId, caseFileId, 'practitioner', 'Dr Lee'),
    otherParent: await someone(db, councilId, otherCaseFileId, 'parent', 'Zed Other'),
    stranger: await someone(db, councilId, null, null, 'Nobody Here'),
  };
}
export type Scene = Awaited<ReturnType<typeof makeScene>>;

/** An open space with its documents; the shared one has a note, each side's one a text per point. */
export async function makeSpace(db: Db, councilId: string, caseFileId: string, given: Partial<SpaceDocuments> = {}) {
  const spaceId = v7();
  await db.owner`insert into space (council_id, case_file_id, space_id, kind) values (${councilId}, ${caseFileId}, ${spaceId}, 'pre_board_check')`;
  const documents: SpaceDocuments = { shared: v7(), family: v7(), council: v7(), ...given };
  const points = { p1: v7(), p2: v7() };
  for (const [kind, documentId] of Object.entries(documents)) {
    await db.owner`insert into document (council_id, document_id, subject_id, case_file_id, kind)
      values (${councilId}, ${documentId}, ${spaceId}, ${caseFileId}, ${kind})`;
    const names =
      kind === 'shared' ? ['note'] : kind === 'family' ? ['summary', points.p1, points.p2] : [points.p1, points.p2];
    await seedTexts(db, councilId, documentId, names);
  }
  return { spaceId, documents, points };
}

/** Puts empty texts into a document's log, as the server makes them: one row each. */
export async function seedTexts(
  db: Db,
  councilId: string,
  documentId: string,
  names: readonly string[],
): Promise<void> {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  for (const name of names) doc.getMap('texts').set(name, new Y.Text());
  for (const [index, update] of made.entries()) {
    const sequence = index + 1;
    await db.owner`insert into document_update (council_id, document_id, sequence, epoch, person_id, y_client, clock, update, checksum)
      values (${councilId}, ${documentId}, ${sequence}, 1, ${councilId}, 1, ${index}, ${Buffer.from(update)}, ${checksumOf(documentId, 1, sequence, update)})`;
  }
  await db.owner`update document set next_sequence = ${made.length + 1} where council_id = ${councilId} and document_id = ${documentId}`;
}

/** What the log alone says one text is: the words that would be there after everything else was lost. */
export async function replay(db: Db, documentId: string, name: string): Promise<string> {
  const rows = await db.owner<
    { update: Uint8Array }[]
  >`select update from document_update where document_id = ${documentId} order by sequence`;
  const doc = new Y.Doc();
  for (const { update } of rows) Y.applyUpdate(doc, update);
  return doc.getMap<Y.Text>('texts').get(name)?.toString() ?? '';
}

/** How many rows the log of a document has. */
export async function rowsIn(db: Db, documentId: string): Promise<number> {
  const [row] = await db.owner<
    { count: number }[]
  >`select count(*)::int as count from document_update where document_id = ${documentId}`;
  return row!.count;
}
