import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import * as Y from 'yjs';
import type { CaseScope } from '#domain/access/scope.ts';
import { isRefusal } from '#domain/access/decide.ts';
import type { Person, Role } from '#domain/access/standing.ts';
import { roomRelay } from '#domain/mediation/rooms/relay-access.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { appealQueue } from '#domain/tribunal/triage/live.server.ts';
import { spaceDocuments } from '#domain/spaces/live.server.ts';
import type { Answered, OpenedDocument } from '#realtime/define.ts';
import { limits } from '#realtime/limits.ts';
import * as parser from '#realtime/parser.ts';
import { attach } from '#realtime/server/attach.ts';
import type { EngineDependencies, TestSeams } from '#realtime/server/deps.ts';
import type { Engine } from '#realtime/server/engine.ts';
import { readFromServer, updateFrame } from '#realtime/wire.ts';
import type { TestDatabase } from './database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from './people.ts';

export const ORIGIN = 'http://ground.test';

export interface TestNode {
  url: string;
  engine: Engine;
  http: Server;
  /** Log lines of level warn and error. */
  said: { event: string; fields: Record<string, unknown> }[];
  stop(): Promise<void>;
}

/** A node of the engine in this process. A cookie is `<sign-in hash>`, looked up in the sign-in table as it is. */
export async function startNode(
  db: TestDatabase,
  seams: Omit<Partial<TestSeams>, 'limits'> & { limits?: Partial<TestSeams['limits']> } = {},
  more: Partial<EngineDependencies> = {},
): Promise<TestNode> {
  const http = createServer();
  const said: TestNode['said'] = [];
  const note = (event: string, fields: object = {}): void =>
    void said.push({ event, fields: fields as Record<string, unknown> });
  const engine = attach(http, {
    protocol: { version: 1, asks: {}, news: {} },
    handlers: {},
    access: { ...spaceDocuments, open: (person, documentId) => openForSide(db, person, documentId) },
    relay: roomRelay,
    queue: appealQueue,
    personOf: async (headers) => {
      const [row] = await db.owner<
        { council_id: string; person_id: string; kind: Person['kind']; expires_at: Date; complete: boolean }[]
      >`
        select s.council_id, s.person_id, p.kind, s.expires_at, s.complete from sign_in s join person p using (council_id, person_id) where sign_in_hash = ${headers.cookie ?? ''}`;
      if (!row) return null;
      return {
        person: {
          councilId: row.council_id,
          personId: row.person_id,
          kind: row.kind,
          complete: row.complete,
        },
        signInHash: headers.cookie!,
        expiresAt: row.expires_at,
      };
    },
    authorise,
    stillHere: async ({ expiresAt }) => expiresAt,
    newsFor: (action) => (action.startsWith('point.') ? 'case' : null),
    sql: db.engine,
    origin: ORIGIN,
    log: { info: () => {}, warn: note, error: note },
    ...more,
    tests: { ...seams, limits: { ...limits, ...seams.limits } },
  });
  await engine.ready;
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    engine,
    http,
    said,
    stop: async () => {
      await engine.stop();
    },
  };
}

async function openForSide(
  db: TestDatabase,
  person: Person,
  documentId: string,
): Promise<{ scope: CaseScope; canWrite: boolean; locked: string[] } | { because: 'unknown' | 'forbidden' }> {
  const [row] = await db.owner<
    { case_file_id: string; kind: string }[]
  >`select case_file_id, kind from document where council_id = ${person.councilId} and document_id = ${documentId}`;
  if (!row) return { because: 'unknown' };
  const scope = await authorise(person, row.case_file_id, 'space:see');
  if (isRefusal(scope)) return { because: 'unknown' };
  const writes = await authorise(person, row.case_file_id, 'space:write');
  return {
    scope,
    canWrite: !isRefusal(writes) && (row.kind === 'shared' || row.kind === scope.side),
    locked: [],
  };
}

export interface Cast {
  councilId: string;
  caseFileId: string;
  person(role: Role, name?: string): Promise<Actor>;
  document(kind?: 'shared' | 'family' | 'council'): Promise<string>;
}
export interface Actor {
  person: Person;
  cookie: string;
  standingId: string;
}

/** A council, one case file, and people with standings and sign-ins as a test needs them. */
export async function makeCast(db: TestDatabase): Promise<Cast> {
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  return {
    councilId,
    caseFileId,
    person: async (role, name = 'Sam Rowe') => {
      const person = await makePerson(db, councilId, role === 'case_officer' ? 'staff' : 'family', name);
      const standingId = await giveStanding(db, councilId, caseFileId, person.personId, role);
      return { person: person as Person, cookie: await signIn(db, person as Person), standingId };
    },
    document: async (kind = 'shared') => {
      const documentId = v7();
      await db.owner`insert into document (council_id, document_id, subject_id, case_file_id, kind) values (${councilId}, ${documentId}, ${v7()}, ${caseFileId}, ${kind})`;
      return documentId;
    },
  };
}

export async function signIn(db: TestDatabase, person: Person): Promise<string> {
  const cookie = v7();
  await db.owner`insert into sign_in (council_id, sign_in_hash, person_id, complete, expires_at) values (${person.councilId}, ${cookie}, ${person.personId}, true, now() + interval '1 hour')`;
  return cookie;
}

/** One browser as far as the wire goes: a real socket, a real Y.Doc per document, and everything it was told. */
export class TestBrowser {
  readonly socket: Socket;
  readonly heard: { event: string; data: unknown[] }[] = [];
  readonly documents: TestDocument[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((event: string, ...data: unknown[]) => {
      if (event === 'b') for (const document of this.documents) document.receive(data[0] as Uint8Array);
      else this.heard.push({ event, data });
    });
  }

  static async open(
    node: Pick<TestNode, 'url'>,
    cookie: string | null,
    more: { origin?: string; version?: number; auth?: object } = {},
  ): Promise<TestBrowser> {
    const { origin = ORIGIN, version = 1, auth = {} } = more;
    const extraHeaders = { origin, ...(cookie === null ? {} : { cookie }) };
    const socket = io(node.url, {
      transports: ['websocket'],
      parser,
      forceNew: true,
      reconnection: false,
      auth: { version, ...auth },
      extraHeaders,
      autoConnect: false,
    });
    const browser = new TestBrowser(socket);
    await new Promise<void>((connected, refused) => {
      socket.once('connect', connected).once('connect_error', refused);
      socket.connect();
    });
    return browser;
  }

  ask<T>(name: string, input: unknown): Promise<Answered<T>> {
    return this.socket.timeout(5_000).emitWithAck('ask', name, input) as Promise<Answered<T>>;
  }

  /** Opens a document; throws with the reason when it may not. */
  async openDocument(documentId: string, has: { epoch?: number; sequence?: number } = {}): Promise<TestDocument> {
    const document = new TestDocument(this);
    this.documents.push(document);
    const answer = await this.ask<OpenedDocument>('document.open', { documentId, ...has });
    if ('because' in answer) throw new Error(answer.because);
    document.opened(answer.ok);
    return document;
  }

  close(): void {
    this.socket.disconnect();
  }
}

export class TestDocument {
  readonly doc = new Y.Doc();
  readonly nacks: { localSequence: number; code: string }[] = [];
  readonly relayed: { sequence: number; update: Uint8Array }[] = [];
  readonly sequences: number[] = [];
  answer!: OpenedDocument;
  acked = 0;
  sent = 0;
  readonly #browser: TestBrowser;
  readonly #early: Uint8Array[] = [];

  constructor(browser: TestBrowser) {
    this.#browser = browser;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => void (origin !== 'server' && this.send(update)));
  }

  opened(answer: OpenedDocument): void {
    this.answer = answer;
    this.doc.clientID = answer.yClient;
    for (const bytes of this.#early) this.receive(bytes);
  }

  /** Sends raw update bytes, honest or not. */
  send(update: Uint8Array): number {
    this.#browser.socket.emit('b', updateFrame(this.answer.number, ++this.sent, update));
    return this.sent;
  }

  receive(bytes: Uint8Array): void {
    if (!this.answer) return void this.#early.push(bytes);
    const said = readFromServer(bytes);
    if (said.number !== this.answer.number) return;
    if (said.type === 'ack') this.acked = Math.max(this.acked, said.localSequence);
    else if (said.type === 'nack') this.nacks.push(said);
    else if (said.type === 'update') {
      this.relayed.push(said);
      this.sequences.push(said.sequence);
      Y.applyUpdate(this.doc, said.update, 'server');
    } else Y.applyUpdateV2(this.doc, said.state, 'server');
  }

  text(name: string): Y.Text {
    const text = this.doc.getMap<Y.Text>('texts').get(name);
    if (!text) throw new Error(`There is no text ${name}.`);
    return text;
  }
}
