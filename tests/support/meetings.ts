import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { moveMeeting } from '../../src/domain/mediation/rooms/phase-commands.server.ts';
import type { Move } from '../../src/domain/mediation/rooms/phase.ts';
import type { Tx } from '../../src/server/db.ts';
import type { TestDatabase } from './database.ts';
import { makeMediation, type TestMediation } from './mediations.ts';
import { scopeFor } from './papers.ts';

/** A mediation in which everybody has agreed to mediate, and what somebody in it does. */
export interface TestMeeting extends TestMediation {
  as<T>(person: Person, work: (tx: Tx, scope: CaseScope) => Promise<T>): Promise<T>;
  /** Moves the meeting from the version it has now. */
  move(person: Person, move: Move, now?: Date): ReturnType<typeof moveMeeting>;
}

/** Everybody who comes has said yes to the agreement to mediate. */
export const agreeAll = (db: TestDatabase, mediationId: string) =>
  db.owner`update mediation_party set agreed_to_mediate_at = now() where mediation_id = ${mediationId}`;

/** Arranged, agreed to by all, and not begun. */
export async function makeMeeting(db: TestDatabase, child?: string): Promise<TestMeeting> {
  const made = await makeMediation(db, child);
  await agreeAll(db, made.mediationId);
  const as: TestMeeting['as'] = async (person, work) => {
    const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
    return underScope(scope, (tx) => work(tx, scope));
  };
  const move: TestMeeting['move'] = async (person, to, now = new Date()) => {
    const [row] = await db.owner<{ version: number }[]>`
      select version from mediation where mediation_id = ${made.mediationId}`;
    return as(person, (tx, scope) => moveMeeting(tx, scope, made.mediationId, row!.version, to, now));
  };
  return { ...made, as, move };
}

/** The same, begun, and with private rooms asked for. `kept`: both keep their notes on the server. */
export async function makeApart(db: TestDatabase, { child, kept = false }: { child?: string; kept?: boolean } = {}) {
  const meeting = await makeMeeting(db, child);
  await meeting.move(meeting.mediator, { to: 'together' });
  await meeting.move(meeting.parent, { to: 'minute' });
  if (kept) await db.owner`update private_room set kind = 'kept' where mediation_id = ${meeting.mediationId}`;
  return meeting;
}
