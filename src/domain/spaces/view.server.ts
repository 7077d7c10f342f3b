import type { CaseScope } from '#domain/access/scope.ts';
import { roleInWords } from '#domain/access/standing.ts';
import type { Tx } from '#server/db.ts';
import { agendaFor } from './agenda.ts';
import { breakInWords } from './break.ts';
import { closingInWords } from './closing.ts';
import { lastTold } from './happened.server.ts';
import { viewHands } from './hands.server.ts';
import { theCheck } from './place.server.ts';
import { viewPoints } from './point-view.server.ts';
import { documentsOf, findSpace, peopleOn, type SomeoneHere, type SpaceRow } from './store.server.ts';
import { NOTE, SUMMARY } from './texts.ts';
import { held } from './words.server.ts';

const nameOf = (people: SomeoneHere[], personId: string | null): string | null =>
  people.find((someone) => someone.personId === personId)?.name ?? null;

function closedLine(space: SpaceRow, people: SomeoneHere[]) {
  if (!space.closedAt || !space.hearBy || !space.hearHow) return null;
  const name = nameOf(people, space.hearFrom) ?? 'the council';
  return { closedAt: space.closedAt, sentence: closingInWords(name, space.hearBy, space.hearHow) };
}

/** Everything one person sees of a case file's space, as facts: no ids of people's sign-ins, no hashes of history. Null when there is none yet. */
export async function viewSpace(tx: Tx, scope: CaseScope, childName: string, now: Date) {
  const space = await findSpace(tx, scope, theCheck);
  if (!space) return null;
  const documents = await documentsOf(tx, scope, space.spaceId);
  const people = await peopleOn(tx, scope);
  return {
    spaceId: space.spaceId,
    asAt: now,
    documents,
    closed: closedLine(space, people),
    agenda: agendaFor(childName),
    agendaItem: space.agendaItem,
    break: breakInWords(space.breakUntil, now, nameOf(people, space.breakAskedBy)),
    people: people.map((someone) => ({ ...someone, roleInWords: roleInWords[someone.role] })),
    hands: await viewHands(tx, scope, space.spaceId, people),
    points: await viewPoints(tx, scope, space.spaceId, documents),
    note: await held(scope, documents, 'shared', NOTE),
    summary: await held(scope, documents, 'family', SUMMARY),
    told: await lastTold(tx, scope),
  };
}
