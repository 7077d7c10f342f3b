// The server that is measured: the engine behind its real gate, with real cookies and standings, on DATABASE_URL.
// Beside it a door that only measuring has: /join?room=… makes the room when it is new and says who to come as.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { v7 } from 'uuid';
import * as Y from 'yjs';
import { authorise } from '../../src/domain/people/gate.server.ts';
import { personOf, stillHere, type SignedIn } from '../../src/domain/people/sign-in.server.ts';
import { roomRelay } from '../../src/domain/mediation/rooms/relay-access.server.ts';
import { appealQueue } from '../../src/domain/tribunal/triage/live.server.ts';
import { spaceDocuments } from '../../src/domain/spaces/live.server.ts';
import { protocol } from '../../src/protocol.ts';
import { limits } from '../../src/realtime/limits.ts';
import { attach } from '../../src/realtime/server/attach.ts';
import { judge } from '../../src/realtime/server/byte-gate.ts';
import { Opened } from '../../src/realtime/server/live-document.ts';
import { connect } from '../../src/server/db.ts';
import { log } from '../../src/server/log.ts';
import { migrate } from '../../src/server/migrate.ts';
import type { TestDatabase } from '../support/database.ts';
import { makeMediation } from '../support/mediations.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { roomsOf } from '../support/private-rooms.ts';
import { cookieFor } from '../support/sign-in.ts';
import type { PrivateRoom } from './private-room.ts';

const ORIGIN = 'http://ground.test';
const PEOPLE = 120;
const url = process.env['DATABASE_URL']!;

interface Room {
  caseFileId: string;
  spaceId: string;
  documentId: string;
  joined: number;
}
interface Member {
  personId: string;
  cookie: string;
}

await migrate(url);
const database = connect(url);
const owner = postgres(url, { max: 4, onnotice: () => {} });
const db = { ...database, owner, ownerUrl: url } as TestDatabase;
const { councilId, teamId } = await findOrMakeCouncil();
const people = await findOrMakePeople();
const rooms = new Map<string, Promise<Room>>();

const http = createServer((request, response) => void answer(request, response));
const engine = attach(http, {
  protocol,
  handlers: {},
  access: spaceDocuments,
  relay: roomRelay,
  queue: appealQueue,
  personOf: (headers) => personOf(headers as { cookie?: string }),
  stillHere: (who) => stillHere(who as SignedIn),
  authorise,
  newsFor: () => null,
  sql: database.engine,
  origin: ORIGIN,
  log,
  // One writer of the load stands for many people: speed limits would measure themselves.
  tests: {
    limits: { ...limits, updatesPerSecond: 1e9, updatesBurst: 1e9, connectionsPerPerson: 1e9 },
    judge: judgeAndIssue,
  },
});
await engine.ready;
http.listen(0, '127.0.0.1', () => process.stdout.write(`READY ${(http.address() as AddressInfo).port}\n`));
process.once('SIGTERM', () => void engine.stop().then(() => process.exit(0)));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = new URL(request.url!, ORIGIN);
  if (asked.pathname === '/join') response.end(JSON.stringify(await join(asked.searchParams.get('room')!)));
  else if (asked.pathname === '/private') response.end(JSON.stringify(await makePrivateRoom()));
  else response.writeHead(404).end();
}

async function join(name: string): Promise<Member & Omit<Room, 'joined'> & { origin: string }> {
  let room = rooms.get(name);
  if (!room) rooms.set(name, (room = findOrMakeRoom(name)));
  const { caseFileId, spaceId, documentId, joined } = await room.then((made) => ({ ...made, joined: made.joined++ }));
  const member = people[joined % people.length]!;
  const [standing] =
    await owner`select 1 from standing where case_file_id = ${caseFileId} and person_id = ${member.personId}`;
  if (!standing) await giveStanding(db, councilId, caseFileId, member.personId, joined % 2 ? 'parent' : 'case_officer');
  return { caseFileId, spaceId, documentId, ...member, origin: ORIGIN };
}

/** A mediation's private room for the family, and whoever may be in it; the first of them leads. */
async function makePrivateRoom(): Promise<PrivateRoom> {
  const { caseFileId, mediationId, mediator, parent, supporter } = await makeMediation(db);
  const { family } = await roomsOf(db, mediationId);
  const members = [];
  for (const person of [mediator, parent, supporter])
    members.push({ cookie: await cookieFor(db, person), lead: person === mediator });
  return { origin: ORIGIN, caseFileId, roomId: family, members };
}

/** The load's writers pick their own Yjs client ids: each is issued to the person who first uses it. Then the real gate. */
function judgeAndIssue(...[update, held, most]: Parameters<typeof judge>): ReturnType<typeof judge> {
  const verdict = judge(update, held, most);
  if (verdict.says !== 'refuse' || verdict.code !== 'foreign-client' || !(held instanceof Opened)) return verdict;
  const { personId } = held.connection.person;
  for (const client of Y.parseUpdateMeta(update).to.keys()) held.document.authors.set(client, personId);
  return judge(update, held, most);
}

async function findOrMakeCouncil(): Promise<{ councilId: string; teamId: string }> {
  const [found] = await owner<{ council_id: string; team_id: string }[]>`select council_id, team_id from team limit 1`;
  return found ? { councilId: found.council_id, teamId: found.team_id } : makeCouncil(db);
}

async function findOrMakePeople(): Promise<Member[]> {
  const found = await owner<
    { person_id: string; kind: 'staff' }[]
  >`select person_id, kind from person order by person_id`;
  const made = found.map(({ person_id: personId, kind }) => ({ councilId, personId, kind }));
  while (made.length < PEOPLE)
    made.push((await makePerson(db, councilId, 'staff', `Person ${made.length}`)) as (typeof made)[number]);
  const members: Member[] = [];
  for (const person of made) members.push({ personId: person.personId, cookie: await cookieFor(db, person) });
  return members;
}

async function findOrMakeRoom(name: string): Promise<Room> {
  const [found] = await owner<{ case_file_id: string; subject_id: string; document_id: string }[]>`
    select case_file_id, subject_id, document_id from case_file join document using (council_id, case_file_id) where reference = ${name} and document.kind = 'shared'`;
  if (found)
    return { caseFileId: found.case_file_id, spaceId: found.subject_id, documentId: found.document_id, joined: 0 };
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  await owner`update case_file set reference = ${name} where case_file_id = ${caseFileId}`;
  const [spaceId, documentId] = [v7(), v7()];
  await owner`insert into space (council_id, case_file_id, space_id, kind) values (${councilId}, ${caseFileId}, ${spaceId}, 'pre_board_check')`;
  await owner`insert into document (council_id, document_id, subject_id, case_file_id, kind) values (${councilId}, ${documentId}, ${spaceId}, ${caseFileId}, 'shared')`;
  return { caseFileId, spaceId, documentId, joined: 0 };
}
